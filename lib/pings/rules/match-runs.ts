import type { RunOutcome } from '@/lib/pings/constants';
import { firstSignMs, type Run } from '@/lib/pings/rules/pair-runs';

export type Stretch = { fromMs: number; toMs: number };

/** How runs are judged. */
export type RunRules = {
  graceMs: number;
  /** How long a run may take. */
  limitMs: number;
  /** A run this much before its time counts for that time. */
  earlyToleranceMs: number;
};

export type MatchInput = {
  /** Ascending by their first sign. */
  runs: readonly Run[];
  rules: RunRules;
  /** When the monitor was watched: ascending, without overlap. Before the first one nothing is expected. */
  watched: readonly Stretch[];
  nowMs: number;
};

export type MatchedRun = {
  outcome: RunOutcome;
  expectedMs: number | null;
  run: Run | null;
};

/** When it happened, or was to happen. */
export function matchedAtMs({ run, expectedMs }: MatchedRun): number {
  return run === null ? (expectedMs ?? 0) : firstSignMs(run);
}

/**
 * Runs against the times of a calendar (`slots`, ascending). A run belongs to the latest time before it; the first run
 * there is meant by it, others are unplanned.
 */
export function matchTimedRuns(input: MatchInput, slots: readonly number[]): MatchedRun[] {
  const { rules, runs } = input;
  const bySlot = new Map<number, Run>();
  const matched: MatchedRun[] = [];
  let at = -1;
  for (const run of runs) {
    const signMs = firstSignMs(run);
    while (at + 1 < slots.length && (slots[at + 1] ?? 0) - rules.earlyToleranceMs <= signMs) at += 1;
    const slotMs = slots[at] ?? null;
    const isMeant = slotMs !== null && !bySlot.has(slotMs) && mayBeMeant(input, slotMs, signMs);
    if (isMeant) bySlot.set(slotMs, run);
    else matched.push({ outcome: outcomeOf(input, run, null, 'unplanned'), expectedMs: null, run });
  }
  slots.forEach((slotMs, index) => {
    const run = bySlot.get(slotMs);
    if (run !== undefined)
      matched.push({ outcome: outcomeOf(input, run, slotMs, 'ok'), expectedMs: slotMs, run });
    else matched.push(...emptySlot(input, slotMs, slots[index + 1] ?? null));
  });
  return matched.sort((one, other) => matchedAtMs(one) - matchedAtMs(other));
}

/** Runs each of which is to come a period after the end of the one before it. */
export function matchPeriodicRuns(input: MatchInput, periodMs: number): MatchedRun[] {
  const ends = input.runs.flatMap(({ endedMs }) => (endedMs === null ? [] : [endedMs])).sort((a, b) => a - b);
  const taken = new Set<number>();
  let at = -1;
  const matched = input.runs.map((run): MatchedRun => {
    const signMs = firstSignMs(run);
    while (at + 1 < ends.length && (ends[at + 1] ?? 0) < signMs) at += 1;
    const lastMs = ends[at] ?? null;
    const isMeant = lastMs !== null && !taken.has(lastMs) && isWatched(input, lastMs, signMs);
    if (isMeant) taken.add(lastMs);
    const expectedMs = isMeant ? lastMs + periodMs : null;
    return { outcome: outcomeOf(input, run, expectedMs, 'ok'), expectedMs, run };
  });
  const lastMs = ends.at(-1);
  if (lastMs === undefined || taken.has(lastMs) || lastMs + periodMs > input.nowMs) return matched;
  return [...matched, ...emptySlot(input, lastMs + periodMs, null)];
}

/** A time at which nobody watched is only met by a run that came in time. */
function mayBeMeant(input: MatchInput, slotMs: number, signMs: number): boolean {
  return signMs < slotMs + input.rules.graceMs || isWatched(input, slotMs, signMs);
}

function outcomeOf(
  { rules, nowMs }: MatchInput,
  run: Run,
  expectedMs: number | null,
  otherwise: RunOutcome,
): RunOutcome {
  const untilMs = run.endedMs ?? nowMs;
  const isOver = run.startedMs !== null && untilMs - run.startedMs >= rules.limitMs;
  switch (run.end) {
    case 'fail':
      return 'failed';
    case 'unended':
      return 'overrun';
    case null:
      return isOver ? 'overrun' : 'running';
    case 'success':
      if (isOver) return 'overrun';
      return expectedMs !== null && firstSignMs(run) - expectedMs >= rules.graceMs ? 'late' : otherwise;
  }
}

function emptySlot(input: MatchInput, slotMs: number, nextMs: number | null): MatchedRun[] {
  const { rules, nowMs, watched } = input;
  if (slotMs > nowMs || slotMs < (watched[0]?.fromMs ?? Number.POSITIVE_INFINITY)) return [];
  const deadlineMs = slotMs + rules.graceMs;
  const isSeen = isWatched(input, slotMs, Math.min(deadlineMs, nextMs ?? deadlineMs, nowMs));
  const outcome = !isSeen ? 'unwatched' : deadlineMs > nowMs ? 'awaited' : 'missed';
  return [{ outcome, expectedMs: slotMs, run: null }];
}

/** Whether all of a stretch was watched. */
function isWatched({ watched }: MatchInput, fromMs: number, toMs: number): boolean {
  let coveredMs = fromMs;
  for (const stretch of watched) {
    if (stretch.toMs < coveredMs) continue;
    if (stretch.fromMs > coveredMs) return false;
    coveredMs = stretch.toMs;
    if (coveredMs >= toMs) return true;
  }
  return false;
}
