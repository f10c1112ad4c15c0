const minute = 60_000;
const hour = 60 * minute;

/** How long before the nth further attempt. */
const waitsMs = [minute, 5 * minute, 30 * minute, 2 * hour, 12 * hour] as const;

/**
 * Up to a fifth later than planned, so that what failed together does not come back together; never sooner than the
 * receiver asks for. Null: it was tried often enough. `attemptCount`: the failed one among them; `random`: from 0 to 1.
 */
export function retryAfterMs(attempt: {
  attemptCount: number;
  askedMs: number | null;
  random: number;
}): number | null {
  const planned = waitsMs[attempt.attemptCount - 1];
  if (planned === undefined) return null;
  return Math.max(Math.round(planned * (1 + attempt.random / 5)), attempt.askedMs ?? 0);
}
