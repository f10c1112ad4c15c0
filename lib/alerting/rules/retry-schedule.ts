const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** The longest wait before the nth further attempt; the last one repeats until the horizon. */
export const retryCeilingsMs = [
  5 * second,
  30 * second,
  2 * minute,
  10 * minute,
  30 * minute,
  2 * hour,
] as const;

/** Counted from the first failed attempt. */
export const retryHorizonMs = 24 * hour;

/** Counted from there as well: what is not told by then is told elsewhere, while the attempts go on. */
export const patienceMs = 5 * minute;

/** Nobody is helped by an attempt sooner than this. */
export const shortestWaitMs = second;

export type Failure = {
  /** Attempts so far, the failed one among them. */
  attemptCount: number;
  now: Date;
  /** Until when retries go on; null at the first failure. */
  giveUpAt: Date | null;
  /** What the receiver asks for. */
  retryAfterMs: number | null;
  /** From 0 to 1. */
  random: number;
};

/** `isLate`: the next attempt comes after the patience. */
export type Retry = { kind: 'retry'; afterMs: number; giveUpAt: Date; isLate: boolean } | { kind: 'give_up' };

/**
 * Full jitter: anywhere between nothing and the ceiling, so that what failed together does not come back together.
 * A wait asked for by the receiver is never undercut. One attempt is at the end of the patience, the last at the horizon
 * itself, so that it is not the dice which say when others are told.
 * Source: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function planRetry(failure: Failure): Retry {
  const { attemptCount, now, retryAfterMs, random } = failure;
  const giveUpAt = failure.giveUpAt ?? new Date(now.getTime() + retryHorizonMs);
  const leftMs = giveUpAt.getTime() - now.getTime();
  if (leftMs <= 0) return { kind: 'give_up' };
  const place = Math.min(Math.max(attemptCount, 1), retryCeilingsMs.length) - 1;
  const ceilingMs = retryCeilingsMs[place] ?? 2 * hour;
  const patientMs = leftMs - (retryHorizonMs - patienceMs);
  const dicedMs = Math.round(ceilingMs * random);
  const ownMs = patientMs > 0 ? Math.min(dicedMs, patientMs) : dicedMs;
  const afterMs = Math.min(Math.max(shortestWaitMs, ownMs, retryAfterMs ?? 0), leftMs);
  return { kind: 'retry', afterMs, giveUpAt, isLate: afterMs > patientMs };
}
