import {
  deadlineOf,
  type HeartbeatFacts,
  type HeartbeatRules,
  runLimitMs,
} from '@/lib/heartbeats/rules/heartbeat-facts';
import { nextRunMs } from '@/lib/schedules/rules/next-run';

export type OwnOutage = { fromMs: number; untilMs: number };

export type Forgiven = {
  after: HeartbeatFacts;
  /** From when nothing vouches for the job, where its deadline fell into the outage. */
  unknownFromMs: number | null;
};

/**
 * Pings could not be received from `fromMs` to `untilMs`. A heartbeat that could have been pinged in that time has
 * until its recovery, and then as long as its grace, or as the outage was (at most its period) where that is longer.
 * Null where the outage does not concern it.
 */
export function forgiveOutage(
  before: HeartbeatFacts,
  rules: HeartbeatRules,
  { fromMs, untilMs }: OwnOutage,
): Forgiven | null {
  const { deadlineMs, expectedMs } = before;
  if (deadlineMs === null || deadlineMs < fromMs) return null;
  const timers = before.runs.map(({ timerMs }) => timerMs);
  if (Math.min(expectedMs ?? Number.POSITIVE_INFINITY, ...timers) > untilMs) return null;
  const allowanceMs = Math.max(rules.graceMs, Math.min(untilMs - fromMs, periodMs(before, rules)));
  const untilLatestMs = untilMs + allowanceMs;
  const isInOutage = deadlineMs <= untilMs;
  const after: HeartbeatFacts = {
    ...before,
    status: isInOutage && before.status === 'up' ? 'unknown' : before.status,
    expectedMs: expectedMs === null ? null : Math.max(expectedMs, untilLatestMs - rules.graceMs),
    runs: before.runs.map((run) => ({
      ...run,
      timerMs: Math.max(run.timerMs, untilLatestMs - runLimitMs(rules)),
    })),
  };
  after.deadlineMs = deadlineOf(after, rules);
  return { after, unknownFromMs: isInOutage && before.status === 'up' ? deadlineMs : null };
}

function periodMs({ expectedMs }: HeartbeatFacts, { schedule }: HeartbeatRules): number {
  if (schedule.kind === 'period') return schedule.period_seconds * 1000;
  const nextMs = expectedMs === null ? null : nextRunMs(schedule, expectedMs);
  return expectedMs === null || nextMs === null ? Number.POSITIVE_INFINITY : nextMs - expectedMs;
}
