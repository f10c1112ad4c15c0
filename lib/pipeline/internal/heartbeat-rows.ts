import type { ActionOptions } from '@/lib/heartbeats/rules/decide-action';
import type { HeartbeatFacts, HeartbeatRules } from '@/lib/heartbeats/rules/heartbeat-facts';
import { toRules } from '@/lib/heartbeats/rules/to-rules';
import { heartbeatSpec } from '@/lib/heartbeats/schema';
import type { HeartbeatRow } from '@/lib/pipeline/internal/ping-queries';

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

export type HeartbeatSettings = { rules: HeartbeatRules; options: ActionOptions };

const known = new Map<string, HeartbeatSettings>();
const maxKnown = 20_000;

/** Reading a spec costs more than everything else that is done for a ping, and many heartbeats share one. */
export function toHeartbeatSettings(
  row: Pick<HeartbeatRow, 'spec' | 'failure_threshold'>,
): HeartbeatSettings {
  const key = `${row.failure_threshold} ${row.spec}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const spec = heartbeatSpec.parse(JSON.parse(row.spec));
  const settings = {
    rules: toRules(spec, row.failure_threshold),
    options: { postOnly: spec.post_only, filters: spec.filters },
  };
  if (known.size >= maxKnown) known.clear();
  known.set(key, settings);
  return settings;
}
