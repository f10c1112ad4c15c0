import type {
  ComponentStatus,
  PageIncidentImpact,
  PageIncidentStatus,
  UptimeFormula,
} from '@/lib/status-pages/constants';

/**
 * Everything that a status page says in one language. `{time}`, `{name}` and their like stand where something else is put in,
 * in whatever order the language wants it; counts are functions, since languages differ in their plurals.
 */
export type PageWords = {
  /** BCP 47: for `lang` and for `Intl`, with western digits, so that columns stay columns. */
  tag: string;
  direction: 'ltr' | 'rtl';
  /** In the language itself. */
  languageName: string;

  /** `{name}`. */
  pageTitle: string;
  skipToContent: string;

  /** The one sentence at the top. */
  overall: Record<ComponentStatus | 'unknown' | 'empty', string>;
  /** `{time}`. */
  lastChecked: string;
  neverChecked: string;
  /** `{time}`. */
  staleBanner: string;

  statuses: Record<ComponentStatus | 'unknown', string>;
  phases: Record<PageIncidentStatus, string>;
  impacts: Record<PageIncidentImpact, string>;
  dayStates: Record<'operational' | 'maintenance' | 'degraded' | 'partial' | 'major' | 'no_data', string>;

  components: string;
  noComponents: string;
  noComponentsHint: string;
  openIncidents: string;
  activeMaintenance: string;
  upcomingMaintenance: string;
  pastIncidents: string;
  noIncidents: string;
  noIncidentsEver: string;
  /** Of a month. */
  noIncidentsInMonth: string;

  /** `{time}`. */
  startedAt: string;
  /** `{duration}`. */
  lasted: string;
  affected: string;
  /** `{from}`, `{to}`: statuses of a component, read out where an arrow stands. */
  changedFromTo: string;
  earlierUpdates: (count: number) => string;
  /** Of what is over: what opens all that was said of it. */
  allUpdates: (count: number) => string;
  moreComponents: (count: number) => string;
  addToCalendar: string;
  postmortem: string;
  timeline: string;
  noUpdates: string;

  history: string;
  fullHistory: string;
  backToStatus: string;
  earlierMonth: string;
  laterMonth: string;
  allMonths: string;
  incidentCount: (count: number) => string;

  /** `{percent}`. */
  uptime: string;
  overDays: (days: number) => string;
  /** `{name}`. */
  daysCaption: string;
  today: string;
  keyboardHint: string;
  noDowntime: string;
  /** `{duration}`. */
  downtime: string;
  /** `{duration}`. */
  degradedTime: string;
  /** `{duration}`. */
  maintenanceTime: string;
  /** `{percent}`. */
  coverage: string;
  legend: string;
  howReckoned: string;
  formulas: Record<UptimeFormula, string>;
  noDataExplained: string;
  /** `{zone}`. */
  daysInZone: string;

  responseTime: string;
  lastDay: string;
  /** `{ms}`. */
  median: string;
  /** `{ms}`. */
  highest: string;

  subscribe: string;
  subscribeTitle: string;
  subscribeHint: string;
  emailAddress: string;
  subscribeSubmit: string;
  chooseComponents: string;
  chooseComponentsHint: string;
  leaveEmpty: string;
  close: string;
  feeds: string;
  maintenanceCalendar: string;

  language: string;
  /** `{zone}`. */
  timesIn: string;
  showMyTimeZone: string;
  /** `{zone}`. */
  showPageTimeZone: string;
  /** `{product}`. */
  poweredBy: string;
  links: string;

  /** `{ago}`: “2 minutes ago”. */
  updatedAgo: string;
  offline: string;
  pageUpdated: string;

  openPage: string;
  /** `{name}`. */
  embedTitle: string;
};
