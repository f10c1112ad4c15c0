import { may } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { env } from '@/lib/core/env';
import { heartbeatState } from '@/lib/heartbeats/rules/heartbeat-state';
import { pingUrl } from '@/lib/heartbeats/rules/ping-url';
import { type HeartbeatSpec, type HeartbeatView, heartbeatSpec } from '@/lib/heartbeats/schema';
import type { MonitorRow } from '@/lib/monitors/queries';
import { maskSpec } from '@/lib/monitors/rules/mask-spec';
import type { HeartbeatMonitorView, HttpMonitorView, MonitorView } from '@/lib/monitors/schema';
import { httpSpec } from '@/lib/probing/schema';
import { describeSchedule } from '@/lib/schedules/rules/describe-schedule';

function iso(instant: Date | null): string | null {
  return instant === null ? null : instant.toISOString();
}

function statusSince(row: MonitorRow): Date | null {
  switch (row.status) {
    case 'paused':
      return row.monitor.pausedAt;
    case 'unknown':
      if (row.coveredUntilAt !== null) return new Date(row.coveredUntilAt);
      return row.heartbeat?.deadlineAt ?? row.stateSinceAt;
    case 'pending':
    case 'up':
    case 'degraded':
    case 'down':
      return row.stateSinceAt;
    case 'maintenance':
      return row.maintenanceSinceAt ?? row.stateSinceAt;
  }
}

export function toMonitorView(ctx: Ctx, row: MonitorRow): MonitorView {
  switch (row.monitor.type) {
    case 'http':
      return toHttpMonitor(row);
    case 'heartbeat':
      return toHeartbeatMonitor(ctx, row);
  }
}

function commonFields(row: MonitorRow) {
  const { monitor } = row;
  return {
    id: monitor.id,
    project_id: monitor.projectId,
    name: monitor.name,
    status: row.status,
    status_since: iso(statusSince(row)),
    paused: monitor.pausedAt !== null,
    failure_threshold: monitor.failureThreshold,
    recovery_threshold: monitor.recoveryThreshold,
    regions: monitor.regions,
    failing_regions: row.failingRegions,
    tags: monitor.tags,
    external_id: monitor.externalId,
    policy_id: monitor.policyId,
    severity: monitor.severity,
    parent_id: monitor.parentId,
    incident_id: row.incidentId,
    created_at: monitor.createdAt.toISOString(),
    updated_at: monitor.updatedAt.toISOString(),
  };
}

function toHttpMonitor(row: MonitorRow): HttpMonitorView {
  const { monitor } = row;
  return {
    ...commonFields(row),
    type: 'http',
    interval_seconds: monitor.intervalSeconds,
    timeout_ms: monitor.timeoutMs,
    degraded_after_ms: monitor.degradedAfterMs,
    spec: maskSpec(httpSpec.parse(monitor.spec)),
    last_checked_at: iso(row.lastCheckedAt),
    next_check_at: iso(row.nextCheckAt),
  };
}

function toHeartbeatMonitor(ctx: Ctx, row: MonitorRow): HeartbeatMonitorView {
  const { monitor } = row;
  const spec = heartbeatSpec.parse(monitor.spec);
  const maySend = may(ctx, 'ping.send') && monitor.pingUuid !== null;
  return {
    ...commonFields(row),
    type: 'heartbeat',
    interval_seconds: null,
    timeout_ms: null,
    degraded_after_ms: null,
    spec,
    last_checked_at: null,
    next_check_at: null,
    slug: monitor.slug ?? '',
    ping_url: maySend ? pingUrl(env().appUrl, monitor.pingUuid ?? '') : null,
    heartbeat: toHeartbeat(row, spec),
  };
}

function toHeartbeat({ heartbeat, nowMs }: MonitorRow, spec: HeartbeatSpec): HeartbeatView {
  if (heartbeat === null) throw new Error('a heartbeat monitor lacks its heartbeat');
  const { status, expectedAt, runs } = heartbeat;
  return {
    state: heartbeatState({ status, expectedMs: expectedAt?.getTime() ?? null, runs }, nowMs),
    last_ping_at: iso(heartbeat.lastPingAt),
    last_success_at: iso(heartbeat.lastSuccessAt),
    expected_at: iso(expectedAt),
    deadline_at: iso(heartbeat.deadlineAt),
    running: runs.length > 0,
    runs: runs.map(({ rid, startedMs }) => ({ rid, started_at: new Date(startedMs).toISOString() })),
    ping_count: heartbeat.pingCount,
    consecutive_failures: heartbeat.consecutiveFailures,
    last_duration_ms: heartbeat.lastDurationMs,
    schedule_in_words: describeSchedule(spec.schedule),
  };
}
