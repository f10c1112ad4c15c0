import type { IncidentFacts, PageFacts } from '@/lib/snapshots/rules/facts';
import type { ComponentStatus } from '@/lib/status-pages/constants';

/** What a page shows, reckoned of its facts by `viewPage` (rules/view-page.ts): the one source of HTML, JSON, feeds and badges. */
export type PageView = {
  page: PageFacts['page'] & { publicId: string };
  builtAtMs: number;
  checkedAtMs: number | null;
  overall: Overall;
  /** Of every component, hidden ones too, in the order of the page. Groups stand before what they hold. */
  components: readonly ComponentView[];
  /** What is seen, as it is nested. */
  tree: readonly TreeItem[];
  /** Unresolved incidents, newest first. */
  open: readonly IncidentView[];
  /** Maintenance that goes on (in_progress, verifying), and what is to come, the next one first. */
  activeMaintenances: readonly IncidentView[];
  upcomingMaintenances: readonly IncidentView[];
  /** Everything published, newest first: incidents by when they began, maintenance by when it takes place. */
  all: readonly IncidentView[];
};

/** `maintenance` where nothing else is wrong and a component is under it; `unknown` where nothing is known of any component. */
export type Indicator = 'none' | 'minor' | 'major' | 'critical' | 'maintenance';
export type Overall = { indicator: Indicator; isUnknown: boolean; worst: ComponentStatus };

export type TreeItem =
  | { kind: 'group'; group: ComponentView; children: readonly ComponentView[] }
  | { kind: 'component'; component: ComponentView };

export type ComponentView = {
  id: string;
  /** Twelve base36 characters. */
  publicId: string;
  kind: 'monitor' | 'static' | 'group';
  groupId: string | null;
  groupPublicId: string | null;
  name: string;
  description: string;
  /** From 1, among its siblings. */
  position: number;
  isOnlyShownIfDegraded: boolean;
  showsHistory: boolean;
  isVisible: boolean;
  /** The worst of its children where it is a group. */
  status: ComponentStatus;
  /** Nobody knows: not watched just now (paused, pending, unknown). `status` is then `operational`, which the JSON has no other word for. */
  isUnknown: boolean;
  /** The oldest first, `historyDays` of them, in the page's zone; null of groups, where no history is shown, and of what neither a monitor watched nor an incident named. */
  days: readonly DayView[] | null;
  /** Over those days, where a monitor watches. Never rounded up. Null ratios: nothing was watched. */
  uptime: { ratio: number | null; coverageRatio: number | null } | null;
  responseTimes: readonly { atMs: number; ms: number | null }[] | null;
  /** `YYYY-MM-DD` in the page's zone: from when on there is history; null where there is none. */
  startDate: string | null;
  createdAtMs: number;
  updatedAtMs: number;
};

export const dayStates = ['operational', 'maintenance', 'degraded', 'partial', 'major', 'no_data'] as const;
export type DayState = (typeof dayStates)[number];

export type DayView = {
  /** `YYYY-MM-DD`. */
  day: string;
  state: DayState;
  downMs: number;
  degradedMs: number;
  maintenanceMs: number;
  /** Of the part of the day that has passed; null where it has not begun for this component. */
  coverageRatio: number | null;
  /** Less than half is known of its time that has passed since the component was first watched. */
  isMostlyUnknown: boolean;
  uptimeRatio: number | null;
  /** Of incidents of that day that name the component. */
  incidents: readonly { publicId: string; title: string }[];
};

export type IncidentView = IncidentFacts & {
  publicId: string;
  /** Below the page: `incidents/<publicId>`. */
  path: string;
  /** In words of the page: its components, those that are gone left out. */
  componentNames: readonly string[];
};
