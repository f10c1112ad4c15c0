import type { IncidentWords } from '@/lib/page-incidents/rules/words/incident-words';

export const de = {
  title: (names) => `Probleme bei ${names}`,
  service: 'unserem Dienst',
  more: (count) => `${count} weitere`,
  symptoms: {
    unreachable: (name) => `${name} ist nicht erreichbar`,
    unnamed: (name) => `${name} ist nicht erreichbar, weil der Name (DNS) nicht gefunden wird`,
    insecure: (name) => `Sichere Verbindungen zu ${name} schlagen fehl`,
    certificate: (name) => `Sichere Verbindungen zu ${name} schlagen wegen des Zertifikats fehl`,
    expired: (name) => `Sichere Verbindungen zu ${name} schlagen fehl, weil das Zertifikat abgelaufen ist`,
    silent: (name) => `${name} antwortet nicht rechtzeitig`,
    broken: (name) => `Verbindungen zu ${name} brechen ab`,
    garbled: (name) => `${name} gibt Antworten, die nicht lesbar sind`,
    lost: (name) => `${name} leitet Besucher dorthin weiter, wo nichts antwortet`,
    wrong: (name) => `${name} antwortet, aber nicht wie erwartet`,
    slow: (name) => `${name} antwortet langsamer als sonst`,
    problems: (name) => `Es gibt Probleme bei ${name}`,
    missed: (name) => `${name} hat sich nicht wie erwartet gemeldet`,
    failed: (name) => `${name} meldet einen Fehler`,
    overrun: (name) => `${name} braucht länger als vorgesehen`,
  },
  errors: (name, status) =>
    status === null ? `${name} antwortet mit Fehlern` : `${name} antwortet mit Fehlern (HTTP ${status})`,
  since: (sentence, time) => `${sentence} (seit ${time}).`,
  looking: 'Wir gehen der Sache nach und berichten hier weiter.',
  affected: (names) => `Jetzt betroffen: ${names}.`,
  recovered: (names, count) => `${names} ${count === 1 ? 'funktioniert' : 'funktionieren'} wieder.`,
  stillAffected: (names) => `Weiterhin betroffen: ${names}.`,
  worksSince: (names, count, time) =>
    `${names} ${count === 1 ? 'funktioniert' : 'funktionieren'} wieder (seit ${time}).`,
  resolved: 'Das Problem ist behoben.',
  planned: (names) => `Wir planen Arbeiten. Währenddessen kann es zu Ausfällen kommen bei: ${names}.`,
  begun: (time) => `Die Wartung hat begonnen. Sie ist bis ${time} geplant.`,
  completed: 'Die Wartung ist abgeschlossen.',
  calledOff: 'Die Wartung wurde abgesagt. Sie findet nicht statt.',
} satisfies IncidentWords;
