export const flappingWindowMs = 10 * 60_000;
export const maxChanges = 5;

export type Outage = { openedMs: number; resolvedMs: number | null };

/** How often a monitor has gone down or come back in the ten minutes before an instant. */
export function countChanges(outages: readonly Outage[], atMs: number): number {
  const isRecent = (ms: number | null) => ms !== null && ms > atMs - flappingWindowMs && ms <= atMs;
  return outages.reduce(
    (sum, { openedMs, resolvedMs }) => sum + Number(isRecent(openedMs)) + Number(isRecent(resolvedMs)),
    0,
  );
}

export type Flapping = { untilAt: Date | null; hasBegun: boolean };

/** What one more change, counted among `changes`, makes of it: too many begin the silence, each in it moves its end. */
export function stepFlapping(before: Date | null, changes: number, now: Date): Flapping {
  const isOn = isFlapping(before, now);
  if (!isOn && changes <= maxChanges) return { untilAt: null, hasBegun: false };
  return { untilAt: new Date(now.getTime() + flappingWindowMs), hasBegun: !isOn };
}

export function isFlapping(untilAt: Date | null, now: Date): boolean {
  return untilAt !== null && untilAt.getTime() > now.getTime();
}
