/** So many wait at most, and so few went out in the last minute, while a channel counts as calm. */
const calmWaiting = 3;
export const perMinute = 6;
export const groupingMs = 30_000;
const minuteMs = 60_000;

export type PaceFacts = {
  /** May messages be told as one digest? */
  folds: boolean;
  /** The least time between two messages that the vendor asks for. */
  minGapMs: number | null;
  /** Until then nothing goes out: a storm is gathered, or the receiver has asked for a rest. */
  restUntilMs: number | null;
  /** Due messages that were never tried and may be told in a digest. */
  fresh: number;
  /** When the first of them became due; null where there is none. */
  freshSinceMs: number | null;
  /** Messages that are on their way. */
  inFlight: number;
  /** When the newest messages of the last minute were delivered, the oldest first; six are enough. */
  sentAtMs: readonly number[];
  /** When anything was last tried, delivered or not; null where that is long ago. */
  lastTriedMs: number | null;
};

/**
 * `send`: up to so many, one by one. `digest`: all that is fresh as one message, and up to so many others beside it.
 * `hold`: nothing before then; `gathers` where what comes meanwhile belongs to it. `wait`: nothing now, look again soon.
 */
export type Pace =
  | { kind: 'send'; places: number }
  | { kind: 'digest'; places: number }
  | { kind: 'hold'; untilMs: number; gathers: boolean }
  | { kind: 'wait' };

/** How much may go to one channel at this instant. A calm channel is told at once; a storm is told in one. */
export function pace(facts: PaceFacts, nowMs: number): Pace {
  const { folds, restUntilMs, fresh, freshSinceMs, inFlight } = facts;
  if (restUntilMs !== null && nowMs < restUntilMs)
    return { kind: 'hold', untilMs: restUntilMs, gathers: folds };
  const gapPlaces = placesByGap(facts, nowMs);
  if (gapPlaces === 0) return { kind: 'wait' };
  if (!folds) return { kind: 'send', places: gapPlaces };
  const sentAtMs = facts.sentAtMs.filter((atMs) => atMs > nowMs - minuteMs);
  const used = sentAtMs.length + inFlight;
  const isGathered = restUntilMs !== null && freshSinceMs !== null && freshSinceMs <= restUntilMs;
  const isCalm = fresh <= calmWaiting && used < perMinute;
  if (freshSinceMs !== null && !isGathered && !isCalm && nowMs < freshSinceMs + groupingMs) {
    return { kind: 'hold', untilMs: freshSinceMs + groupingMs, gathers: true };
  }
  if (used >= perMinute) return whenFree(sentAtMs, { used, inFlight, fresh });
  const places = Math.min(gapPlaces, perMinute - used);
  if (fresh > 1 && (isGathered || !isCalm)) return { kind: 'digest', places: places - 1 };
  return { kind: 'send', places };
}

function placesByGap({ minGapMs, inFlight, lastTriedMs }: PaceFacts, nowMs: number): number {
  if (minGapMs === null) return Number.POSITIVE_INFINITY;
  // Of one that is on its way nobody knows yet when it arrives.
  const isTooSoon = lastTriedMs !== null && nowMs < lastTriedMs + minGapMs;
  return inFlight > 0 || isTooSoon ? 0 : 1;
}

type Used = { used: number; inFlight: number; fresh: number };

function whenFree(sentAtMs: readonly number[], { used, inFlight, fresh }: Used): Pace {
  const leaves = inFlight < perMinute ? sentAtMs[used - perMinute] : undefined;
  if (leaves === undefined) return { kind: 'wait' };
  return { kind: 'hold', untilMs: leaves + minuteMs, gathers: fresh > 0 };
}
