import { type DailyHours, type Stretch, stretchesOf } from '@/lib/schedules/rules/daily-hours';
import type { ZoneClock } from '@/lib/schedules/rules/zone-time';

/** Whether a layer is at work. */
export function isWithinHours(clock: ZoneClock, restrictions: readonly DailyHours[], atMs: number): boolean {
  if (restrictions.length === 0) return true;
  return stretchesOn(clock, restrictions, atMs, atMs + 1).length > 0;
}

/** The hours of a layer that touch [fromMs, toMs), joined where they overlap, in order and in their full length. */
export function hoursBetween(
  clock: ZoneClock,
  restrictions: readonly DailyHours[],
  fromMs: number,
  toMs: number,
): Stretch[] {
  const joined: Stretch[] = [];
  for (const stretch of stretchesOn(clock, restrictions, fromMs, toMs)) {
    const last = joined.at(-1);
    if (last !== undefined && stretch.fromMs < last.toMs) last.toMs = Math.max(last.toMs, stretch.toMs);
    else joined.push({ ...stretch });
  }
  return joined;
}

function stretchesOn(
  clock: ZoneClock,
  restrictions: readonly DailyHours[],
  fromMs: number,
  toMs: number,
): Stretch[] {
  return restrictions
    .flatMap((hours) => stretchesOf(clock, hours, fromMs, toMs))
    .sort((a, b) => a.fromMs - b.fromMs);
}
