import type { MailWords } from '@/lib/subscribers/rules/mail-words/words';

export const de = {
  confirmSubject: 'Abonnement von {name} bestätigen',
  confirmTitle: 'Bestätigen Sie Ihr Abonnement',
  confirmBody:
    'Jemand, vermutlich Sie, hat darum gebeten, Meldungen der Statusseite {name} an {address} zu senden.',
  confirmAction: 'Bestätigen',
  confirmNote:
    'Der Link gilt sieben Tage. Waren Sie es nicht, tun Sie nichts, und Sie erhalten keine weitere E-Mail.',
  knownSubject: 'Sie haben {name} abonniert',
  knownTitle: 'Sie haben die Seite bereits abonniert',
  knownBody:
    'Jemand, vermutlich Sie, hat darum gebeten, Meldungen der Statusseite {name} an {address} zu senden. Das geschieht bereits; es hat sich nichts geändert.',
  manage: 'Abonnement verwalten',
  unsubscribe: 'Abbestellen',
  why: 'Sie erhalten diese E-Mail, weil {address} die Seite {name} abonniert hat.',
  affected: 'Betroffene Komponenten',
  plannedFor: 'Geplant für',
  viewIncident: 'Störung ansehen',
  viewMaintenance: 'Wartung ansehen',
} satisfies MailWords;
