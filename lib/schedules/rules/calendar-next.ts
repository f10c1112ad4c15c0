import type { CalendarEvent } from '@/lib/schedules/rules/calendar-expression';
import { nextOnce } from '@/lib/schedules/rules/next-once';
import { type ZoneClock, zoneClock } from '@/lib/schedules/rules/zone-time';

/**
 * When systemd next elapses, strictly after `afterMs`: the first of all events, null when not within `horizonMs`.
 * Observed of systemd 252: what falls into a gap is left out, what the wall clock shows twice elapses the first time.
 * (Only a timer that is first started within the repeated hour elapses in it; here it never does.)
 */
export function nextCalendarMs(
  events: readonly CalendarEvent[],
  clock: ZoneClock,
  afterMs: number,
  horizonMs: number,
): number | null {
  let firstMs: number | null = null;
  for (const { calendar, timeZone } of events) {
    const zone = timeZone === null ? clock : zoneClock(timeZone);
    const nextMs = nextOnce(calendar, zone, afterMs, { horizonMs, longestGapMs: 0 });
    if (nextMs !== null && (firstMs === null || nextMs < firstMs)) firstMs = nextMs;
  }
  return firstMs;
}
