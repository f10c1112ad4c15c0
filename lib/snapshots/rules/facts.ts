import type { MonitorStatus } from '@/lib/monitors/constants';
import type { Interval } from '@/lib/spans/rules/uptime';
import type {
  AffectedComponent,
  ComponentKind,
  ComponentStatus,
  PageAccess,
  PageFileKind,
  PageIncidentImpact,
  PageIncidentKind,
  PageIncidentStatus,
  PageLocale,
} from '@/lib/status-pages/constants';
import type { PageBranding, PageSettings } from '@/lib/status-pages/schema';

/**
 * Everything that a page is made of, at one instant: read from the database once, then only reckoned with. Instants are
 * milliseconds since the epoch.
 */
export type PageFacts = {
  page: {
    id: string;
    organizationId: string;
    slug: string;
    name: string;
    description: string;
    /** Absolute, without a slash at its end: the proven domain, or `<APP_URL>/status/<slug>`. */
    url: string;
    timeZone: string;
    defaultLocale: PageLocale;
    locales: readonly PageLocale[];
    isPublished: boolean;
    isIndexed: boolean;
    access: PageAccess;
    branding: PageBranding;
    settings: PageSettings;
    files: readonly PageFileFacts[];
    createdAtMs: number;
    updatedAtMs: number;
  };
  builtAtMs: number;
  /** The newest check or ping of any of its monitors; null where there was none. */
  checkedAtMs: number | null;
  /** In the order of the page: groups, each followed by what stands in it. */
  components: readonly ComponentFacts[];
  /** Published ones, newest first. */
  incidents: readonly IncidentFacts[];
};

/** `path`: below the page, `files/<hash>.<ending>`. */
export type PageFileFacts = {
  kind: PageFileKind;
  path: string;
  contentType: string;
  width: number;
  height: number;
};

export type ComponentFacts = {
  id: string;
  kind: ComponentKind;
  groupId: string | null;
  monitorId: string | null;
  name: string;
  description: string;
  position: number;
  isOnlyShownIfDegraded: boolean;
  showsHistory: boolean;
  manualStatus: ComponentStatus | null;
  /** Null of what no monitor watches. */
  monitor: {
    status: MonitorStatus;
    /** When it came to be watched, or its imported history began. */
    watchedFromMs: number;
    /** Ascending, without overlap, from at most `historyDays + 1` days ago until `builtAtMs`. */
    intervals: readonly Interval[];
  } | null;
  /** Hourly medians of the last day, ascending; null where they are not shown. */
  responseTimes: readonly { atMs: number; ms: number | null }[] | null;
  createdAtMs: number;
  updatedAtMs: number;
};

export type IncidentFacts = {
  id: string;
  kind: PageIncidentKind;
  title: string;
  status: PageIncidentStatus;
  impact: PageIncidentImpact;
  startedAtMs: number;
  createdAtMs: number;
  updatedAtMs: number;
  monitoringAtMs: number | null;
  resolvedAtMs: number | null;
  /** Of a maintenance. */
  scheduledForMs: number | null;
  scheduledUntilMs: number | null;
  components: readonly { componentId: string; status: ComponentStatus }[];
  /** Newest first. */
  updates: readonly UpdateFacts[];
};

export type UpdateFacts = {
  id: string;
  status: PageIncidentStatus;
  /** Markdown, as it was written. */
  body: string;
  displayAtMs: number;
  createdAtMs: number;
  updatedAtMs: number;
  isNotifying: boolean;
  affected: readonly AffectedComponent[];
};
