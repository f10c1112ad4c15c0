import { cutText } from '@/lib/core/cut-text';
import type { IncidentStatus } from '@/lib/incidents/constants';
import { readEvidence } from '@/lib/incidents/rules/read-evidence';
import type { IncidentEvidence } from '@/lib/incidents/schema';
import type { IncidentMessageKind } from '@/lib/notifiers/constants';
import type { EvidenceSummary, HeartbeatSummary, IncidentMessage } from '@/lib/notifiers/rules/message';

type Person = { kind: 'user' | 'api_key' | 'channel' | 'system'; name: string };

/** As stored, so that a row can be given as it is. */
export type IncidentFacts = {
  id: string;
  projectId: string;
  monitorId: string | null;
  status: IncidentStatus;
  title: string;
  cause: string;
  evidence: unknown;
  openedAt: Date;
  acknowledgedAt: Date | null;
  acknowledgedBy: Person | null;
  resolvedAt: Date | null;
  resolvedBy: Person | null;
};

export type MonitorFacts = { id: string; name: string; type: string; spec: unknown };

const maxTitlePoints = 300;
const maxRegions = 8;
const maxErrorPoints = 300;
const maxExcerptPoints = 500;

/** The snapshot that a delivery carries: `at` is the instant of the transition. */
export function incidentMessage(
  kind: IncidentMessageKind,
  at: Date,
  incident: IncidentFacts,
  monitor: MonitorFacts | null,
): IncidentMessage {
  const evidence = readEvidence(incident.evidence);
  return {
    kind,
    at: at.toISOString(),
    incident: {
      id: incident.id,
      project_id: incident.projectId,
      monitor_id: incident.monitorId,
      status: incident.status,
      title: cutText(incident.title, maxTitlePoints),
      cause: incident.cause,
      opened_at: incident.openedAt.toISOString(),
      acknowledged_at: incident.acknowledgedAt?.toISOString() ?? null,
      acknowledged_by: nameOf(incident.acknowledgedBy),
      resolved_at: incident.resolvedAt?.toISOString() ?? null,
      resolved_by: nameOf(incident.resolvedBy),
      duration_seconds: secondsBetween(incident.openedAt, incident.resolvedAt ?? at),
    },
    monitor: monitor === null ? null : { ...pick(monitor), url: urlOf(monitor.spec) },
    evidence: evidence.regions.slice(0, maxRegions).map(summarize),
    heartbeat: summarizeHeartbeat(evidence),
    excerpt: excerptOf(evidence),
  };
}

/** Null for what Stillup did by itself. */
function nameOf(actor: Person | null): string | null {
  return actor === null || actor.kind === 'system' ? null : actor.name;
}

function pick({ id, name, type }: MonitorFacts): { id: string; name: string; type: string } {
  return { id, name, type };
}

function secondsBetween(from: Date, to: Date): number {
  return Math.max(0, Math.floor((to.getTime() - from.getTime()) / 1000));
}

function summarize(region: IncidentEvidence['regions'][number]): EvidenceSummary {
  return {
    region: region.region,
    cause: region.cause,
    http_status: region.http_status,
    error: region.error === null ? null : cutText(region.error, maxErrorPoints),
    total_ms: region.total_ms,
    checked_at: region.scheduled_at,
  };
}

function summarizeHeartbeat({ heartbeat }: IncidentEvidence): HeartbeatSummary | null {
  if (heartbeat === null) return null;
  const { schedule, expected_at, deadline_at, last_success_at, ping } = heartbeat;
  return {
    schedule: cutText(schedule, maxErrorPoints),
    expected_at,
    deadline_at,
    last_success_at,
    last_ping:
      ping === null
        ? null
        : {
            received_at: ping.received_at,
            kind: ping.kind,
            exit_status: ping.exit_status,
            signal: ping.signal,
            duration_ms: ping.duration_ms,
          },
  };
}

function excerptOf(evidence: IncidentEvidence): string | null {
  for (const { response } of evidence.regions) {
    const body = response?.body?.trim() ?? '';
    if (body !== '') return cutText(body, maxExcerptPoints);
  }
  const sent = evidence.heartbeat?.ping?.body?.trim() ?? '';
  return sent === '' ? null : cutText(sent, maxExcerptPoints);
}

function urlOf(spec: unknown): string | null {
  if (typeof spec !== 'object' || spec === null || !('url' in spec)) return null;
  return typeof spec.url === 'string' ? cutText(spec.url, 2048) : null;
}
