import type { IncidentStatus } from '@/lib/incidents/constants';
import type { IncidentMessageKind, ReportCadence } from '@/lib/notifiers/constants';

/** What one region last saw of the monitor, short enough for any channel. Instants are ISO strings. */
export type EvidenceSummary = {
  region: string;
  cause: string | null;
  http_status: number | null;
  error: string | null;
  total_ms: number | null;
  checked_at: string | null;
};

export type MessageIncident = {
  id: string;
  project_id: string;
  monitor_id: string | null;
  status: IncidentStatus;
  title: string;
  cause: string;
  opened_at: string;
  acknowledged_at: string | null;
  acknowledged_by: string | null;
  resolved_at: string | null;
  resolved_by: string | null;
  duration_seconds: number;
};

/** What was agreed with a job, and what it last said. */
export type HeartbeatSummary = {
  schedule: string;
  expected_at: string | null;
  deadline_at: string | null;
  last_success_at: string | null;
  last_ping: {
    received_at: string;
    kind: string;
    exit_status: number | null;
    signal: string | null;
    duration_ms: number | null;
  } | null;
};

export type MessageMonitor = { id: string; name: string; type: string; url: string | null };

/** A snapshot of incident and monitor at the transition, so that a late delivery still tells what was true then. */
export type IncidentMessage = {
  kind: IncidentMessageKind;
  at: string;
  incident: MessageIncident;
  monitor: MessageMonitor | null;
  evidence: EvidenceSummary[];
  /** Of heartbeats; missing in messages of before there were any. */
  heartbeat?: HeartbeatSummary | null;
  /** Start of the body that the target answered with, or that the ping brought, where there was one. */
  excerpt: string | null;
  /** Of tests: it is the weekly one, and nobody has asked for it now. */
  is_scheduled?: boolean;
};

/** One channel was switched off by its receiver; told by the others of the project. */
export type ChannelDisabledMessage = {
  kind: 'channel_disabled';
  at: string;
  channel: { id: string; project_id: string; name: string; type: string };
  reason: string;
  /** It is still switched on: its weekly test has failed. */
  is_test_failure?: boolean;
};

export type DigestItem = {
  kind: IncidentMessageKind;
  incident_id: string;
  /** What it is about: the monitor, or a manual incident's title. */
  name: string;
  title: string;
  opened_at: string;
  duration_seconds: number;
};

/** What came faster than it could be read, told in one. */
export type DigestMessage = {
  kind: 'digest';
  at: string;
  project_id: string;
  /** Incidents by what became of them last: `open` ones first in `items`, the oldest first. */
  open_count: number;
  resolved_count: number;
  items: DigestItem[];
  /** How many more there are than `items`. */
  more: number;
};

export type ReportMonitor = {
  id: string;
  name: string;
  /** Shares from 0 to 1; null where nothing was measured. */
  uptime: number | null;
  coverage: number;
  incidents: number;
  p95_ms: number | null;
};

/** How a project has fared between two instants. */
export type ReportMessage = {
  kind: 'report';
  at: string;
  cadence: ReportCadence;
  project: { id: string; name: string };
  from: string;
  to: string;
  time_zone: string;
  uptime: number | null;
  coverage: number;
  downtime_seconds: number;
  incidents: number;
  /** Still open at `to`. */
  open_incidents: number;
  mttr_seconds: number | null;
  longest_seconds: number | null;
  /** The worst first. */
  monitors: ReportMonitor[];
  /** How many more there are than `monitors`. */
  more: number;
  slowest: { id: string; name: string; p95_ms: number }[];
};

export type Message = IncidentMessage | ChannelDisabledMessage | DigestMessage | ReportMessage;
export type MessageKind = Message['kind'];

/** What the last day of the monitor looked like when the message was made. Instants are ISO strings. */
export type MessageHistory = {
  /** Equal pieces of the last 24 hours, the oldest first: the worst state in each; null where nothing is known. */
  strip: ('up' | 'degraded' | 'down' | 'maintenance' | 'paused' | 'unknown' | null)[];
  /** The last checks before the message, the oldest first. */
  checks: { at: string; result: 'up' | 'degraded' | 'down' | 'unknown'; total_ms: number | null }[];
  /** The last check that was well. */
  last_good: { at: string; http_status: number | null; total_ms: number | null } | null;
};
