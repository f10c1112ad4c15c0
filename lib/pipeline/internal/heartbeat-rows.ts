import type { ActionOptions } from '@/lib/heartbeats/rules/decide-action';
import type { HeartbeatFacts, HeartbeatRules } from '@/lib/heartbeats/rules/heartbeat-facts';
import { toRules } from '@/lib/heartbeats/rules/to-rules';
import { type HeartbeatSpec, heartbeatSpec } from '@/lib/heartbeats/schema';
import type { ChangedHeartbeat, HeartbeatRow } from '@/lib/pipeline/internal/ping-queries';
import type { Schedule } from '@/lib/schedules/schema';

export function toHeartbeatFacts(row: HeartbeatRow): HeartbeatFacts {
  return {
    status: row.status,
    lastPingMs: row.last_ping_ms,
    lastSuccessMs: row.last_success_ms,
    expectedMs: row.expected_ms,
    deadlineMs: row.deadline_ms,
    runs: row.runs,
    consecutiveFailures: row.consecutive_failures,
  };
}

/** What is to be written of a heartbeat whose facts have changed without a ping. */
export function withFacts(row: HeartbeatRow, facts: HeartbeatFacts): ChangedHeartbeat {
  return {
    monitorUuid: row.monitor_id,
    facts,
    pingCount: row.ping_count,
    lastDurationMs: row.last_duration_ms,
  };
}

export type HeartbeatSettings = { rules: HeartbeatRules; options: ActionOptions };

/** A schedule of which no run ever comes. */
const noRuns: Schedule = { kind: 'cron', expression: '0 0 30 2 *', time_zone: 'UTC' };

/**
 * What was saved is what the schema let in. Of what another version saved (a member that came later, a zone that is no
 * more) the rest counts, and without a schedule nothing is expected: one such heartbeat must not stop its batch.
 */
function readHeartbeatSpec(stored: Record<string, unknown>): HeartbeatSpec {
  const whole = heartbeatSpec.safeParse(stored);
  if (whole.success) return whole.data;
  const readable = Object.entries(heartbeatSpec.shape).flatMap(([member, shape]) => {
    const read = shape.safeParse(stored[member]);
    return read.success ? [[member, read.data]] : [];
  });
  const { schedule = noRuns, ...rest } = Object.fromEntries(readable);
  const anyDue = { kind: 'period', period_seconds: 86_400 };
  return { ...heartbeatSpec.parse({ ...rest, schedule: anyDue }), schedule };
}

const known = new Map<string, HeartbeatSettings>();
const maxKnown = 20_000;

/** Reading a spec costs more than everything else that is done for a ping, and many heartbeats share one. */
export function toHeartbeatSettings(
  row: Pick<HeartbeatRow, 'spec' | 'failure_threshold'>,
): HeartbeatSettings {
  const key = `${row.failure_threshold} ${row.spec}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const spec = readHeartbeatSpec(JSON.parse(row.spec));
  const settings = {
    rules: toRules(spec, row.failure_threshold),
    options: { postOnly: spec.post_only, filters: spec.filters },
  };
  if (known.size >= maxKnown) known.clear();
  known.set(key, settings);
  return settings;
}
