import type { Shift } from '@/lib/on-call/rules/rota';

type Joined = Omit<Shift, 'layerId'>;

/** One after the other by the same person become one, whatever layer they come from. */
export function joinShifts(shifts: readonly Joined[]): Joined[] {
  const joined: Joined[] = [];
  for (const { userId, fromMs, toMs } of shifts) {
    const last = joined.at(-1);
    if (last !== undefined && last.userId === userId && last.toMs === fromMs) last.toMs = toMs;
    else joined.push({ userId, fromMs, toMs });
  }
  return joined;
}
