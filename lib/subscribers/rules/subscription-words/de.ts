import type { SubscriptionWords } from '@/lib/subscribers/rules/subscription-words/words';

export const de = {
  sentTitle: 'Sehen Sie in Ihr Postfach',
  sentBody:
    'Wir haben einen Link an {address} gesandt. Öffnen Sie ihn zur Bestätigung, dann erreichen Sie dort die Meldungen von {name}.',
  sentNote:
    'Nach einigen Minuten nichts angekommen? Sehen Sie im Spam-Ordner nach und prüfen Sie die Adresse.',
  faultTitle: 'Das hat nicht geklappt',
  badAddress: 'Das ist keine vollständige E-Mail-Adresse.',
  foreignAddress:
    'Meldungen dieser Seite gehen nur an Postfächer bestimmter Domains. Verwenden Sie Ihre Adresse dort.',
  tooMany: 'Zu viele Anfragen. Warten Sie eine Stunde und versuchen Sie es dann erneut.',
  closed: 'Diese Seite kann nicht per E-Mail abonniert werden.',
  deadTitle: 'Dieser Link gilt nicht mehr',
  deadBody:
    'Er ist unvollständig, älter als sieben Tage oder durch einen neueren ersetzt. Abonnieren Sie die Seite erneut, um einen neuen zu erhalten.',
  confirmTitle: 'Bestätigen Sie Ihr Abonnement',
  confirmBody: 'Meldungen von {name} werden an {address} gesandt.',
  confirmAction: 'Bestätigen',
  confirmedTitle: 'Sie haben die Seite abonniert',
  confirmedBody: 'Meldungen von {name} erreichen Sie unter {address}.',
  manageTitle: 'Ihr Abonnement',
  manageBody: 'Meldungen von {name} gehen an {address}.',
  savedBody: 'Ihre Änderungen sind gespeichert.',
  components: 'Welche Komponenten',
  componentsHint: 'Ohne Auswahl sind es alle.',
  language: 'Sprache der E-Mails',
  save: 'Speichern',
  unsubscribe: 'Abbestellen',
  goneTitle: 'Ihr Abonnement ist beendet',
  goneBody:
    '{address} erhält keine Meldungen von {name} mehr. Um sie wieder zu erhalten, abonnieren Sie die Seite erneut.',
  pausedBody:
    'E-Mails an diese Adresse kamen zurück, daher erhält sie keine Meldungen. Abonnieren Sie die Seite erneut, um es noch einmal zu versuchen.',
  backToPage: 'Zurück zur Statusseite',
} satisfies SubscriptionWords;
