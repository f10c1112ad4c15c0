import { deadlineOf, type HeartbeatFacts, type HeartbeatRules } from '@/lib/heartbeats/rules/heartbeat-facts';
import { nextExpectedMs } from '@/lib/heartbeats/rules/step-heartbeat';

/**
 * The clock was set back: what is said to have happened after `nowMs` happened now, and nothing is waited for longer than
 * if it had just been pinged. No deadline comes early by it. Null where nothing lies ahead.
 */
export function bringBack(
  before: HeartbeatFacts,
  rules: HeartbeatRules,
  nowMs: number,
): HeartbeatFacts | null {
  const upToNow = (ms: number | null) => (ms === null ? null : Math.min(ms, nowMs));
  const latestMs = nextExpectedMs(rules, nowMs);
  const isAhead = before.expectedMs !== null && latestMs !== null && before.expectedMs > latestMs;
  const after: HeartbeatFacts = {
    ...before,
    lastPingMs: upToNow(before.lastPingMs),
    lastSuccessMs: upToNow(before.lastSuccessMs),
    expectedMs: isAhead ? latestMs : before.expectedMs,
    runs: before.runs.map((run) =>
      run.startedMs > nowMs ? { ...run, startedMs: nowMs, timerMs: nowMs } : run,
    ),
  };
  after.deadlineMs = deadlineOf(after, rules);
  return JSON.stringify(after) === JSON.stringify(before) ? null : after;
}
