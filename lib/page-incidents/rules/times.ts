const maxMaintenanceDays = 90;

type Fault = { pointer: '/scheduled_for' | '/scheduled_until'; detail: string };

/** Of a maintenance that a page tells of. Milliseconds since the epoch. */
export function findTimesFault({
  forMs,
  untilMs,
  nowMs,
}: {
  forMs: number;
  untilMs: number;
  nowMs: number;
}): Fault | null {
  if (untilMs <= forMs) return { pointer: '/scheduled_until', detail: 'must be after scheduled_for' };
  if (untilMs <= nowMs) return { pointer: '/scheduled_until', detail: 'must be in the future' };
  if (untilMs - forMs > maxMaintenanceDays * 86_400_000) {
    return {
      pointer: '/scheduled_until',
      detail: `must be at most ${maxMaintenanceDays} days after scheduled_for`,
    };
  }
  return null;
}
