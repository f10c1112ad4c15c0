import type { MonitorRow } from '@/lib/monitors/queries';
import { maskSpec } from '@/lib/monitors/rules/mask-spec';
import type { MonitorView } from '@/lib/monitors/schema';
import { httpSpec } from '@/lib/probing/schema';

function iso(instant: Date | null): string | null {
  return instant === null ? null : instant.toISOString();
}

function statusSince(row: MonitorRow): Date | null {
  switch (row.status) {
    case 'paused':
      return row.monitor.pausedAt;
    case 'unknown':
      return row.coveredUntilAt === null ? row.stateSinceAt : new Date(row.coveredUntilAt);
    case 'pending':
    case 'up':
    case 'degraded':
    case 'down':
    case 'maintenance':
      return row.stateSinceAt;
  }
}

export function toMonitorView(row: MonitorRow): MonitorView {
  const { monitor } = row;
  return {
    id: monitor.id,
    project_id: monitor.projectId,
    name: monitor.name,
    type: monitor.type,
    status: row.status,
    status_since: iso(statusSince(row)),
    paused: monitor.pausedAt !== null,
    interval_seconds: monitor.intervalSeconds,
    timeout_ms: monitor.timeoutMs,
    failure_threshold: monitor.failureThreshold,
    recovery_threshold: monitor.recoveryThreshold,
    degraded_after_ms: monitor.degradedAfterMs,
    regions: monitor.regions,
    failing_regions: row.failingRegions,
    tags: monitor.tags,
    external_id: monitor.externalId,
    spec: maskSpec(httpSpec.parse(monitor.spec)),
    incident_id: row.incidentId,
    last_checked_at: iso(row.lastCheckedAt),
    next_check_at: iso(row.nextCheckAt),
    created_at: monitor.createdAt.toISOString(),
    updated_at: monitor.updatedAt.toISOString(),
  };
}
