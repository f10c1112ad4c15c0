import { joinShifts } from '@/lib/on-call/rules/join-shifts';
import { shiftsBetween } from '@/lib/on-call/rules/on-call';
import type { Override, Rota } from '@/lib/on-call/rules/rota';

/** `toMs` is null where no end is in sight before the horizon. */
export type Turn = { userId: string; fromMs: number; toMs: number | null };

/** Who is on call, and who is the next to be; the same person may come again after a time without anybody. */
export function nowAndNext(
  rota: Rota,
  overrides: readonly Override[],
  nowMs: number,
  horizonMs: number,
): { now: Turn | null; next: Turn | null } {
  const turns = joinShifts(shiftsBetween(rota, overrides, nowMs, horizonMs)).map((shift) => ({
    ...shift,
    toMs: shift.toMs === horizonMs ? null : shift.toMs,
  }));
  const [first = null, second = null] = turns;
  return first?.fromMs === nowMs ? { now: first, next: second } : { now: null, next: first };
}
