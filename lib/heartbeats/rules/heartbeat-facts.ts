import type { HeartbeatStatus } from '@/lib/heartbeats/constants';
import type { Schedule } from '@/lib/schedules/schema';

/** A run that has begun and not ended. `timerMs`: from when its time counts; later than its start only after an outage of our own. */
export type OpenRun = { rid: string | null; startedMs: number; timerMs: number };

/** What is stored of a heartbeat. Instants are epoch milliseconds. */
export type HeartbeatFacts = {
  status: HeartbeatStatus;
  /** Of the last success or failure. */
  lastPingMs: number | null;
  lastSuccessMs: number | null;
  /** When the next ping is to come; null while nothing is expected. */
  expectedMs: number | null;
  /** When it is down unless a ping comes first; null while nothing can be missed. */
  deadlineMs: number | null;
  runs: readonly OpenRun[];
  consecutiveFailures: number;
};

/** How a heartbeat is judged. */
export type HeartbeatRules = {
  schedule: Schedule;
  graceMs: number;
  /** How long a run may take; null: as long as the grace. */
  maxRunMs: number | null;
  /** A ping this much before its time counts for that time. */
  earlyToleranceMs: number;
  /** Paused, it stays so until a person resumes it. */
  manualResume: boolean;
  /** Failures in a row, missed runs among them, that make it down. */
  failureThreshold: number;
};

/** How long a run may go on before it is overdue. */
export function runLimitMs(rules: HeartbeatRules): number {
  return rules.maxRunMs ?? rules.graceMs;
}

function latestStartMs({ expectedMs }: HeartbeatFacts, { graceMs }: HeartbeatRules): number {
  return expectedMs === null ? Number.POSITIVE_INFINITY : expectedMs + graceMs;
}

/**
 * Until when nothing is missed. A start does not extend a grace that runs. With a maximum run time the start has met its
 * time, and the run has its own; a run that is begun again and again has to end well as if it had begun within the grace.
 */
export function deadlineOf(facts: HeartbeatFacts, rules: HeartbeatRules): number | null {
  const timers = facts.runs.map(({ timerMs }) => timerMs);
  const firstTimerMs = timers.length === 0 ? null : Math.min(...timers);
  switch (facts.status) {
    case 'new':
      return firstTimerMs === null ? null : firstTimerMs + runLimitMs(rules);
    case 'up':
    case 'unknown':
      if (firstTimerMs !== null && rules.maxRunMs !== null) {
        return Math.min(firstTimerMs, latestStartMs(facts, rules)) + rules.maxRunMs;
      }
      if (facts.expectedMs === null) return firstTimerMs === null ? null : firstTimerMs + rules.graceMs;
      return Math.min(facts.expectedMs, firstTimerMs ?? facts.expectedMs) + rules.graceMs;
    case 'down':
    case 'paused':
      return null;
  }
}
