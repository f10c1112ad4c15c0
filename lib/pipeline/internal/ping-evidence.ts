import type { PingAction } from '@/lib/heartbeats/constants';
import type { HeartbeatFacts } from '@/lib/heartbeats/rules/heartbeat-facts';
import type { HeartbeatEvidence } from '@/lib/incidents/schema';
import { toHeartbeatSettings } from '@/lib/pipeline/internal/heartbeat-rows';
import { evidenceBytes, type LastPing } from '@/lib/pipeline/internal/overdue-queries';
import type { HeartbeatRow, NewPing } from '@/lib/pipeline/internal/ping-queries';
import { describeSchedule } from '@/lib/schedules/rules/describe-schedule';

/** What an incident keeps of a heartbeat: what was agreed, and the ping that failed or the last one there was. */
function toEvidence(
  row: HeartbeatRow,
  before: HeartbeatFacts,
  ping: HeartbeatEvidence['ping'],
): HeartbeatEvidence {
  const { rules } = toHeartbeatSettings(row);
  const [run] = before.runs;
  return {
    schedule: describeSchedule(rules.schedule).slice(0, 500),
    grace_seconds: rules.graceMs / 1000,
    expected_at: iso(before.expectedMs),
    deadline_at: iso(before.deadlineMs),
    last_success_at: iso(before.lastSuccessMs),
    run_started_at: iso(run?.startedMs ?? null),
    ping,
  };
}

/** Of a ping that says how it is: when one was expected says nothing of that. */
export function pingEvidence(row: HeartbeatRow, before: HeartbeatFacts, ping: NewPing): HeartbeatEvidence {
  return toEvidence(
    row,
    { ...before, expectedMs: null, deadlineMs: null },
    {
      n: ping.n,
      received_at: new Date(ping.receivedMs).toISOString(),
      kind: ping.kind,
      exit_status: ping.exitStatus,
      signal: ping.signal,
      rid: ping.rid,
      duration_ms: ping.durationMs,
      method: ping.method,
      user_agent: ping.userAgent,
      address: ping.address,
      ...toExcerpt(ping.body?.subarray(0, evidenceBytes) ?? null, ping.body?.length ?? 0),
    },
  );
}

export function missedEvidence(
  row: HeartbeatRow,
  before: HeartbeatFacts,
  last: LastPing | undefined,
): HeartbeatEvidence {
  if (last === undefined) return toEvidence(row, before, null);
  const body = last.body === null ? null : Buffer.from(last.body, 'base64');
  return toEvidence(row, before, {
    n: last.n,
    received_at: new Date(last.received_ms).toISOString(),
    kind: last.kind satisfies PingAction,
    exit_status: last.exit_status,
    signal: last.signal,
    rid: last.rid,
    duration_ms: last.duration_ms,
    method: last.method,
    user_agent: last.user_agent,
    address: last.address,
    ...toExcerpt(body, last.body_bytes),
  });
}

function toExcerpt(body: Buffer | null, bytes: number): { body: string | null; body_truncated: boolean } {
  if (body === null || body.length === 0) return { body: null, body_truncated: false };
  // NUL cannot stand in jsonb; what is no UTF-8 is shown as U+FFFD.
  return { body: body.toString('utf8').replaceAll('\0', '\uFFFD'), body_truncated: bytes > body.length };
}

function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
