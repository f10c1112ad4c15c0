import type { Restriction } from '@/lib/on-call/rules/rota';
import { wallOf } from '@/lib/on-call/rules/turns';
import { firstInstantOf, type ZoneClock } from '@/lib/schedules/rules/zone-time';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

export type Stretch = { fromMs: number; toMs: number };

/** Whether a layer is at work. A time that is shown twice counts at its first showing, one that is skipped at the end of the gap. */
export function isWithinHours(clock: ZoneClock, restrictions: readonly Restriction[], atMs: number): boolean {
  if (restrictions.length === 0) return true;
  return stretchesOn(clock, restrictions, atMs, atMs + 1).length > 0;
}

/** The hours of a layer that touch [fromMs, toMs), joined where they overlap, in order and in their full length. */
export function hoursBetween(
  clock: ZoneClock,
  restrictions: readonly Restriction[],
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
  restrictions: readonly Restriction[],
  fromMs: number,
  toMs: number,
): Stretch[] {
  const stretches: Stretch[] = [];
  // Hours last two days at most, and a gap can swallow one more.
  const firstDay = Math.floor(wallOf(clock, fromMs) / dayMs) - 3;
  const lastDay = Math.floor(wallOf(clock, toMs) / dayMs) + 1;
  for (let day = firstDay; day <= lastDay; day += 1) {
    // The first of January 1970 was a Thursday.
    const weekday = ((((day + 3) % 7) + 7) % 7) + 1;
    for (const { days, fromMinute, toMinute } of restrictions) {
      if (!days.includes(weekday)) continue;
      const start = firstInstantOf(clock, day * dayMs + fromMinute * minuteMs).ms;
      const end = firstInstantOf(clock, day * dayMs + toMinute * minuteMs).ms;
      if (start < end && start < toMs && end > fromMs) stretches.push({ fromMs: start, toMs: end });
    }
  }
  return stretches.sort((a, b) => a.fromMs - b.fromMs);
}
