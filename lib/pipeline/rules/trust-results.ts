/**
 * Whether a failure that a prober saw is the target's, or the prober had lost its own network. A canary is a look at
 * targets that are always there; while none of them is reached, and one was before, the region is blind.
 * Instants are milliseconds by the database's clock.
 */

export type Look = { startedAtMs: number; finishedAtMs: number; isReached: boolean };

/** `toMs`: when the first look that reached something began; null while nothing is reached. */
export type BlindStretch = { fromMs: number; toMs: number | null };

export type Sight = {
  last: Look | null;
  /** Null where nothing was ever reached: on an island nothing is concluded of reaching nothing. */
  lastReachedAtMs: number | null;
  stretches: readonly BlindStretch[];
};

const keptMs = 10 * 60_000;
/** A look this old still speaks for single failures, and a look that reached nothing for as long as the second. */
const freshMs = 5_000;
const blindFreshMs = 2_000;

export function newSight(lastReachedAtMs: number | null): Sight {
  return { last: null, lastReachedAtMs, stretches: [] };
}

/** Blind from the last time anything was reached: nobody knows when after it the network was lost. */
export function seeLook(before: Sight, look: Look): Sight {
  const { lastReachedAtMs } = before;
  const open = before.stretches.find(({ toMs }) => toMs === null);
  const over = before.stretches.filter(({ toMs }) => toMs !== null && look.startedAtMs - toMs < keptMs);
  if (look.isReached) {
    const ended = open === undefined ? [] : [{ fromMs: open.fromMs, toMs: look.startedAtMs }];
    return { last: look, lastReachedAtMs: look.finishedAtMs, stretches: [...over, ...ended] };
  }
  if (lastReachedAtMs === null) return { ...before, last: look };
  return {
    last: look,
    lastReachedAtMs,
    stretches: [...over, open ?? { fromMs: lastReachedAtMs, toMs: null }],
  };
}

/** Since when nothing is reached; null while something is, or where nothing is concluded. */
export function blindSinceMs({ stretches }: Sight): number | null {
  return stretches.find(({ toMs }) => toMs === null)?.fromMs ?? null;
}

type Failure = { startedAtMs: number; finishedAtMs: number };

/** `look`: nothing that was seen speaks for this one; look again, then ask again. */
export type Trust = 'stands' | 'unknown' | 'look';

/**
 * A failure that overlaps a blind stretch says nothing of its target. Of many at once each needs a look that began after
 * it was over; a single one is satisfied with one of the last seconds.
 */
export function judgeFailure(sight: Sight, failure: Failure, now: { isMass: boolean; nowMs: number }): Trust {
  const { last, stretches } = sight;
  const isOverlapping = stretches.some(
    ({ fromMs, toMs }) => failure.finishedAtMs >= fromMs && (toMs === null || failure.startedAtMs <= toMs),
  );
  if (last === null || last.startedAtMs > now.nowMs + 1000) return 'look';
  if (isOverlapping) {
    const isOld = blindSinceMs(sight) !== null && now.nowMs - last.finishedAtMs > blindFreshMs;
    return isOld ? 'look' : 'unknown';
  }
  // A millisecond of slack: instants are rounded.
  const neededMs = now.isMass ? failure.finishedAtMs - 1 : now.nowMs - freshMs;
  return last.startedAtMs >= neededMs ? 'stands' : 'look';
}

export type FailureCounts = {
  /** Of the last 60 seconds: monitors that failed, and checks of this process. */
  failedMonitors: number;
  failedChecks: number;
  checks: number;
  /** All that are watched from the region. */
  monitors: number;
};

const massShare = 0.3;
const massMonitors = 5;

/** More than 30 % of a region, as far as this process sees of it, and at least five. */
export function isMassFailure({ failedMonitors, failedChecks, checks, monitors }: FailureCounts): boolean {
  if (failedMonitors < massMonitors) return false;
  return failedMonitors > massShare * monitors || failedChecks > massShare * checks;
}
