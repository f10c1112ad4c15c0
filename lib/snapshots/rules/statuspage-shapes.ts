import type { Indicator } from '@/lib/snapshots/rules/page-view';
import type { ComponentStatus, PageIncidentImpact, PageIncidentStatus } from '@/lib/status-pages/constants';

export type StatuspagePage = { id: string; name: string; url: string; time_zone: string; updated_at: string };
export type StatuspageStatus = { indicator: Indicator; description: string };

export type StatuspageComponent = {
  id: string;
  name: string;
  status: ComponentStatus;
  created_at: string;
  updated_at: string;
  position: number;
  description: string | null;
  showcase: boolean;
  start_date: string | null;
  group_id: string | null;
  page_id: string;
  group: boolean;
  only_show_if_degraded: boolean;
  /** Of groups only. */
  components?: string[];
};

export type StatuspageUpdate = {
  id: string;
  status: PageIncidentStatus;
  body: string;
  incident_id: string;
  created_at: string;
  updated_at: string;
  display_at: string;
  affected_components:
    | { code: string; name: string; old_status: ComponentStatus; new_status: ComponentStatus }[]
    | null;
  deliver_notifications: boolean;
  custom_tweet: null;
  tweet_id: null;
};

export type StatuspageIncident = {
  id: string;
  name: string;
  status: PageIncidentStatus;
  created_at: string;
  updated_at: string;
  monitoring_at: string | null;
  resolved_at: string | null;
  impact: PageIncidentImpact;
  shortlink: string;
  started_at: string;
  page_id: string;
  incident_updates: StatuspageUpdate[];
  components: StatuspageComponent[];
};

export type StatuspageMaintenance = StatuspageIncident & { scheduled_for: string; scheduled_until: string };

type OfPage<T> = { page: StatuspagePage } & T;
type Incidents = OfPage<{ incidents: StatuspageIncident[] }>;
type Maintenances = OfPage<{ scheduled_maintenances: StatuspageMaintenance[] }>;

/** By the path below `api/v2/`. */
export type StatuspageDocuments = {
  'summary.json': OfPage<{
    components: StatuspageComponent[];
    incidents: StatuspageIncident[];
    scheduled_maintenances: StatuspageMaintenance[];
    status: StatuspageStatus;
  }>;
  'status.json': OfPage<{ status: StatuspageStatus }>;
  'components.json': OfPage<{ components: StatuspageComponent[] }>;
  'incidents.json': Incidents;
  'incidents/unresolved.json': Incidents;
  'scheduled-maintenances.json': Maintenances;
  'scheduled-maintenances/upcoming.json': Maintenances;
  'scheduled-maintenances/active.json': Maintenances;
};
