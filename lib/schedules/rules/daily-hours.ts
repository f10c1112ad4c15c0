import { firstInstantOf, type ZoneClock } from '@/lib/schedules/rules/zone-time';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Minutes of the wall clock's day on ISO weekdays; `toMinute` beyond 1440 is of the day after. */
export type DailyHours = { days: readonly number[]; fromMinute: number; toMinute: number };

/** `toMs` is not part of it. */
export type Stretch = { fromMs: number; toMs: number };

/** Times as in `22:00`; where `to` is not later than `from` it is that of the next day. */
export function toDailyHours(hours: { days: readonly number[]; from: string; to: string }): DailyHours {
  const [fromMinute, toMinute] = [minuteOf(hours.from), minuteOf(hours.to)];
  const days = hours.days;
  return { days, fromMinute, toMinute: toMinute > fromMinute ? toMinute : toMinute + 24 * 60 };
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/**
 * The hours that touch [fromMs, toMs), one for each day on which they begin, in order and in their full length. A time
 * that the clock shows twice counts at its first showing, one that it skips at the end of the gap.
 */
export function stretchesOf(clock: ZoneClock, hours: DailyHours, fromMs: number, toMs: number): Stretch[] {
  const stretches: Stretch[] = [];
  // Hours last two days at most, and a gap can swallow one more.
  const firstDay = dayOf(clock, fromMs) - 3;
  const lastDay = dayOf(clock, toMs) + 1;
  for (let day = firstDay; day <= lastDay; day += 1) {
    // The first of January 1970 was a Thursday.
    if (!hours.days.includes(((((day + 3) % 7) + 7) % 7) + 1)) continue;
    const start = firstInstantOf(clock, day * dayMs + hours.fromMinute * minuteMs).ms;
    const end = firstInstantOf(clock, day * dayMs + hours.toMinute * minuteMs).ms;
    if (start < end && start < toMs && end > fromMs) stretches.push({ fromMs: start, toMs: end });
  }
  return stretches;
}

function dayOf(clock: ZoneClock, ms: number): number {
  return Math.floor((ms + clock.segmentAt(ms).offsetMs) / dayMs);
}
