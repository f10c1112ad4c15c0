import type { IncidentStatus } from '@/lib/incidents/constants';
import type { IncidentMessageKind } from '@/lib/notifiers/constants';

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
};

/** One channel was switched off by its receiver; told by the others of the project. */
export type ChannelDisabledMessage = {
  kind: 'channel_disabled';
  at: string;
  channel: { id: string; project_id: string; name: string; type: string };
  reason: string;
};

export type Message = IncidentMessage | ChannelDisabledMessage;
export type MessageKind = Message['kind'];
