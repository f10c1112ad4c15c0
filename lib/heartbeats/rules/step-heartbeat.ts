import { type HeartbeatCause, maxOpenRuns, type PingAction } from '@/lib/heartbeats/constants';
import {
  deadlineOf,
  type HeartbeatFacts,
  type HeartbeatRules,
  type OpenRun,
  runLimitMs,
} from '@/lib/heartbeats/rules/heartbeat-facts';
import { nextRunMs } from '@/lib/schedules/rules/next-run';

export type HeartbeatEvent =
  | { kind: PingAction; atMs: number; rid: string | null }
  /** Somebody has looked whether the deadline has passed. */
  | { kind: 'deadline'; atMs: number }
  /** What it is judged by has changed. */
  | { kind: 'reschedule'; atMs: number }
  | { kind: 'pause'; atMs: number }
  | { kind: 'resume'; atMs: number };

/** What everybody else is to know: the monitor is up, or down since an instant for a cause. */
export type HeartbeatTurn =
  | { to: 'up'; sinceMs: number }
  | { to: 'down'; sinceMs: number; cause: HeartbeatCause };

export type HeartbeatStep = {
  after: HeartbeatFacts;
  turn: HeartbeatTurn | null;
  /** Answered and logged, and otherwise as if it had not come. */
  isIgnored: boolean;
  /** How long the run took that this ping ends; null where none began under the same id. */
  durationMs: number | null;
};

/** One event into the facts of a heartbeat. */
export function stepHeartbeat(
  before: HeartbeatFacts,
  rules: HeartbeatRules,
  event: HeartbeatEvent,
): HeartbeatStep {
  if (isDeaf(before, rules, event)) return { ...stay(before), isIgnored: true };
  switch (event.kind) {
    case 'success':
      return succeed(before, rules, event);
    case 'fail':
      return fail(before, rules, event);
    case 'start':
      return start(before, rules, event);
    case 'log':
      return stay(before);
    case 'deadline':
      return passDeadline(before, rules, event.atMs);
    case 'reschedule':
      return stay(reschedule(before, rules, event.atMs));
    case 'pause':
      return stay(before.status === 'paused' ? before : quiet(before, 'paused'));
    case 'resume':
      return stay(before.status === 'paused' ? quiet(before, 'new') : before);
  }
}

function isDeaf(before: HeartbeatFacts, rules: HeartbeatRules, { kind }: HeartbeatEvent): boolean {
  if (before.status !== 'paused' || !rules.manualResume) return false;
  return kind === 'success' || kind === 'fail' || kind === 'start' || kind === 'log';
}

function stay(after: HeartbeatFacts): HeartbeatStep {
  return { after, turn: null, isIgnored: false, durationMs: null };
}

function quiet(before: HeartbeatFacts, status: 'new' | 'paused'): HeartbeatFacts {
  return { ...before, status, expectedMs: null, deadlineMs: null, runs: [], consecutiveFailures: 0 };
}

type PingEvent = { atMs: number; rid: string | null };

function succeed(before: HeartbeatFacts, rules: HeartbeatRules, { atMs, rid }: PingEvent): HeartbeatStep {
  const { runs, durationMs } = endRun(before, rules, { atMs, rid });
  const after: HeartbeatFacts = {
    ...before,
    status: 'up',
    lastPingMs: atMs,
    lastSuccessMs: atMs,
    expectedMs: isLate(before, rules, atMs) ? nextRunMs(rules.schedule, atMs) : nextExpectedMs(rules, atMs),
    runs,
    consecutiveFailures: 0,
  };
  after.deadlineMs = deadlineOf(after, rules);
  const turn = before.status === 'up' ? null : ({ to: 'up', sinceMs: atMs } as const);
  return { after, turn, isIgnored: false, durationMs };
}

function fail(before: HeartbeatFacts, rules: HeartbeatRules, { atMs, rid }: PingEvent): HeartbeatStep {
  const { runs, durationMs } = endRun(before, rules, { atMs, rid });
  const consecutiveFailures = before.consecutiveFailures + 1;
  const isDown = before.status === 'down' || consecutiveFailures >= rules.failureThreshold;
  const after: HeartbeatFacts = {
    ...before,
    status: isDown ? 'down' : 'up',
    lastPingMs: atMs,
    expectedMs: isLate(before, rules, atMs) ? nextRunMs(rules.schedule, atMs) : nextExpectedMs(rules, atMs),
    runs,
    consecutiveFailures,
  };
  after.deadlineMs = deadlineOf(after, rules);
  return { after, turn: turnAfterFailure(before, isDown, atMs), isIgnored: false, durationMs };
}

function turnAfterFailure(before: HeartbeatFacts, isDown: boolean, atMs: number): HeartbeatTurn | null {
  if (before.status === 'down') return null;
  if (isDown) return { to: 'down', sinceMs: atMs, cause: 'heartbeat_failed' };
  return before.status === 'up' ? null : { to: 'up', sinceMs: atMs };
}

function start(before: HeartbeatFacts, rules: HeartbeatRules, { atMs, rid }: PingEvent): HeartbeatStep {
  if (before.status === 'paused' || wasOvertaken(before, { atMs, rid })) return stay(before);
  const others = before.runs.filter((run) => run.rid !== rid);
  const runs = [...others, { rid, startedMs: atMs, timerMs: atMs }].slice(-maxOpenRuns);
  const after: HeartbeatFacts = { ...before, runs };
  after.deadlineMs = deadlineOf(after, rules);
  return stay(after);
}

/** By the end of its run, which was recorded first: pings that a job does not wait for may change places. */
function wasOvertaken({ lastPingMs }: HeartbeatFacts, { atMs, rid }: PingEvent): boolean {
  return rid === null && lastPingMs !== null && atMs < lastPingMs;
}

/**
 * The run of that id ends. A ping without an id ends one that began without, or else the one that began first: a
 * client that names its starts and not its ends is still understood, and a second run stays watched.
 */
function endRun(
  before: HeartbeatFacts,
  rules: HeartbeatRules,
  { atMs, rid }: PingEvent,
): { runs: readonly OpenRun[]; durationMs: number | null } {
  const own = before.runs.find((run) => run.rid === rid);
  const ended = own ?? (rid === null ? before.runs[0] : undefined);
  // What was overdue while it was down or nobody watched is part of that, and no new outage.
  const isWatched = before.status === 'up' || before.status === 'unknown';
  const isOver = ({ timerMs }: OpenRun) => !isWatched && timerMs + runLimitMs(rules) <= atMs;
  return {
    runs: before.runs.filter((run) => run !== ended && !isOver(run)),
    durationMs: own === undefined ? null : measured(own, atMs),
  };
}

/** Null past what a column of four bytes holds (24 days): a run that was given up long ago, and no duration. */
function measured({ startedMs }: OpenRun, atMs: number): number | null {
  const durationMs = Math.max(0, atMs - startedMs);
  return durationMs > maxDurationMs ? null : durationMs;
}

const maxDurationMs = 2 ** 31 - 1;

/** Whether it comes for a run whose time has come already, and so is not early for the next one. */
function isLate({ status, expectedMs }: HeartbeatFacts, rules: HeartbeatRules, pingMs: number): boolean {
  if (rules.earlyToleranceMs === 0 || status !== 'up' || expectedMs === null) return false;
  // After an outage of our own it is a time that nobody runs at.
  return expectedMs <= pingMs && nextRunMs(rules.schedule, expectedMs - 1) === expectedMs;
}

/** A ping that is early for a run counts for that run, and for no other after it. */
export function nextExpectedMs(
  { schedule, earlyToleranceMs }: HeartbeatRules,
  pingMs: number,
): number | null {
  const nextMs = nextRunMs(schedule, pingMs);
  if (schedule.kind === 'period' || nextMs === null) return nextMs;
  const isEarly = earlyToleranceMs > 0 && nextMs - pingMs <= earlyToleranceMs;
  return isEarly ? nextRunMs(schedule, nextMs) : nextMs;
}

/** Down begins at the deadline, not when somebody looked. At the very instant it has passed. */
function passDeadline(before: HeartbeatFacts, rules: HeartbeatRules, atMs: number): HeartbeatStep {
  const { deadlineMs } = before;
  if (deadlineMs === null || deadlineMs > atMs) return stay(before);
  const consecutiveFailures = before.consecutiveFailures + 1;
  if (consecutiveFailures < rules.failureThreshold) {
    return stay(skipMissed({ ...before, consecutiveFailures }, rules, deadlineMs));
  }
  const isOverrun = before.runs.some(({ timerMs }) => timerMs + runLimitMs(rules) <= deadlineMs);
  return {
    after: { ...before, status: 'down', deadlineMs: null, consecutiveFailures },
    turn: {
      to: 'down',
      sinceMs: deadlineMs,
      cause: isOverrun ? 'heartbeat_overrun' : 'heartbeat_missed',
    },
    isIgnored: false,
    durationMs: null,
  };
}

/** One failure of several that are needed: the run that did not end is given up, and the next one waited for. */
function skipMissed(facts: HeartbeatFacts, rules: HeartbeatRules, deadlineMs: number): HeartbeatFacts {
  const runs = facts.runs.filter(({ timerMs }) => timerMs + runLimitMs(rules) > deadlineMs);
  const isScheduleMissed = facts.expectedMs !== null && facts.expectedMs + rules.graceMs <= deadlineMs;
  const expectedMs =
    facts.expectedMs !== null && isScheduleMissed
      ? nextRunMs(rules.schedule, facts.expectedMs)
      : facts.expectedMs;
  const after: HeartbeatFacts = { ...facts, runs, expectedMs };
  after.deadlineMs = deadlineOf(after, rules);
  return after;
}

/** Where the last ping would be overdue by the new rules, the job has from now on: an edit is no outage. */
function reschedule(before: HeartbeatFacts, rules: HeartbeatRules, atMs: number): HeartbeatFacts {
  const runs = before.runs.map((run) =>
    run.timerMs + runLimitMs(rules) <= atMs ? { ...run, timerMs: atMs } : run,
  );
  const after: HeartbeatFacts = { ...before, runs, expectedMs: rescheduledMs(before, rules, atMs) };
  after.deadlineMs = deadlineOf(after, rules);
  return after;
}

function rescheduledMs(before: HeartbeatFacts, rules: HeartbeatRules, atMs: number): number | null {
  if (before.expectedMs === null || before.lastPingMs === null) return before.expectedMs;
  const fromLastMs = nextExpectedMs(rules, before.lastPingMs);
  const isOverdue = fromLastMs !== null && fromLastMs + rules.graceMs <= atMs;
  return isOverdue ? nextExpectedMs(rules, atMs) : fromLastMs;
}
