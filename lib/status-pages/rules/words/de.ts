import { plural } from '@/lib/status-pages/rules/words/plural';
import type { PageWords } from '@/lib/status-pages/rules/words/words';

export const de: PageWords = {
  tag: 'de',
  direction: 'ltr',
  languageName: 'Deutsch',

  pageTitle: '{name} – Status',
  skipToContent: 'Zum Inhalt springen',

  overall: {
    operational: 'Alle Systeme funktionieren',
    under_maintenance: 'Wartungsarbeiten laufen',
    degraded_performance: 'Einige Systeme sind beeinträchtigt',
    partial_outage: 'Teilweiser Systemausfall',
    major_outage: 'Schwerwiegender Systemausfall',
    unknown: 'Zurzeit liegen keine Daten vor',
    empty: 'Noch nichts zu berichten',
  },
  lastChecked: 'Zuletzt geprüft: {time}',
  neverChecked: 'Noch nicht geprüft',
  staleBanner:
    'Die Daten sind seit {time} veraltet. Was hier steht, stimmte zu diesem Zeitpunkt und kann sich geändert haben.',

  statuses: {
    operational: 'In Betrieb',
    under_maintenance: 'In Wartung',
    degraded_performance: 'Beeinträchtigt',
    partial_outage: 'Teilausfall',
    major_outage: 'Schwerer Ausfall',
    unknown: 'Keine Daten',
  },
  phases: {
    investigating: 'Wird untersucht',
    identified: 'Ursache gefunden',
    monitoring: 'Wird beobachtet',
    resolved: 'Behoben',
    postmortem: 'Nachbericht',
    scheduled: 'Geplant',
    in_progress: 'Läuft',
    verifying: 'Wird überprüft',
    completed: 'Abgeschlossen',
  },
  impacts: {
    none: 'Keine Auswirkung',
    minor: 'Geringe Auswirkung',
    major: 'Große Auswirkung',
    critical: 'Kritische Auswirkung',
    maintenance: 'Wartung',
  },
  dayStates: {
    operational: 'In Betrieb',
    maintenance: 'Wartung',
    degraded: 'Beeinträchtigt',
    partial: 'Teilausfall',
    major: 'Schwerer Ausfall',
    no_data: 'Keine Daten',
  },

  components: 'Aktueller Status der Komponenten',
  noComponents: 'Noch keine Komponenten',
  noComponentsHint: 'Worüber diese Seite berichtet, erscheint hier.',
  openIncidents: 'Aktuelle Störungen',
  activeMaintenance: 'Laufende Wartung',
  upcomingMaintenance: 'Geplante Wartung',
  pastIncidents: 'Vergangene Störungen',
  noIncidents: 'Keine Störungen gemeldet.',
  noIncidentsEver: 'Hier wurde noch nie eine Störung gemeldet.',
  noIncidentsInMonth: 'In diesem Monat wurden keine Störungen gemeldet.',

  startedAt: 'Beginn: {time}',
  lasted: 'Dauer: {duration}',
  affected: 'Betroffene Komponenten',
  changedFromTo: 'von {from} zu {to}',
  earlierUpdates: plural('de', { one: '{count} frühere Meldung', other: '{count} frühere Meldungen' }),
  moreComponents: plural('de', { one: 'und {count} weitere', other: 'und {count} weitere' }),
  addToCalendar: 'In den Kalender eintragen',
  postmortem: 'Nachbericht',
  timeline: 'Verlauf',
  noUpdates: 'Noch keine Meldungen.',

  history: 'Verlauf der Störungen',
  fullHistory: 'Gesamten Verlauf ansehen',
  backToStatus: 'Aktueller Status',
  earlierMonth: 'Früherer Monat',
  laterMonth: 'Späterer Monat',
  allMonths: 'Alle Monate',
  incidentCount: plural('de', { one: '{count} Störung', other: '{count} Störungen' }),

  uptime: '{percent} verfügbar',
  overDays: plural('de', { one: 'in {count} Tag', other: 'in {count} Tagen' }),
  daysCaption: 'Täglicher Status von {name}',
  today: 'Heute',
  keyboardHint: 'Die Pfeiltasten wechseln zwischen Tagen und Komponenten.',
  noDowntime: 'Kein Ausfall',
  downtime: '{duration} Ausfall',
  degradedTime: '{duration} beeinträchtigt',
  maintenanceTime: '{duration} Wartung',
  coverage: '{percent} der Zeit überwacht',
  legend: 'Was die Balken bedeuten',
  howReckoned: 'Wie die Verfügbarkeit berechnet wird',
  formulas: {
    duration:
      'Die Verfügbarkeit ist der Anteil der überwachten Zeit, in dem eine Komponente erreichbar war. Beeinträchtigungen zählen als erreichbar. Wartung und Zeit ohne Daten bleiben außen vor. Die Zahl wird nie aufgerundet.',
    weighted:
      'Die Verfügbarkeit ist die überwachte Zeit abzüglich der Ausfälle: Ein schwerer Ausfall zählt voll, ein Teilausfall zu 30 %. Wartung und Zeit ohne Daten bleiben außen vor. Die Zahl wird nie aufgerundet.',
  },
  noDataExplained:
    'Zeit ohne Daten zählt weder als verfügbar noch als ausgefallen. Tage ganz ohne Daten sind grau schraffiert, Tage, von denen das meiste unbekannt ist, zum Teil.',
  daysInZone: 'Tage beginnen um Mitternacht in {zone}.',

  responseTime: 'Antwortzeit',
  lastDay: 'letzte 24 Stunden',
  median: 'Median {ms}',
  highest: 'Höchstwert {ms}',

  subscribe: 'Abonnieren',
  subscribeTitle: 'Meldungen abonnieren',
  subscribeHint:
    'Sie erhalten eine E-Mail mit der Bitte um Bestätigung. Jede weitere E-Mail enthält einen Link zum Abbestellen.',
  emailAddress: 'E-Mail-Adresse',
  subscribeSubmit: 'Per E-Mail abonnieren',
  chooseComponents: 'Nur bestimmte Komponenten',
  chooseComponentsHint: 'Ohne Auswahl erfahren Sie von allen.',
  leaveEmpty: 'Dieses Feld bitte leer lassen',
  close: 'Schließen',
  feeds: 'Weitere Wege',
  maintenanceCalendar: 'Wartungskalender',

  language: 'Sprache',
  timesIn: 'Zeiten in {zone}',
  showMyTimeZone: 'In meiner Zeitzone anzeigen',
  showPageTimeZone: 'In {zone} anzeigen',
  poweredBy: 'Betrieben mit {product}',
  links: 'Links',

  updatedAgo: 'Aktualisiert {ago}',
  offline: 'Sie sind offline. Dies ist der letzte Status, den wir erhalten haben.',
  pageUpdated: 'Der Status wurde aktualisiert.',

  openPage: 'Statusseite ansehen',
  embedTitle: 'Status von {name}',
};
