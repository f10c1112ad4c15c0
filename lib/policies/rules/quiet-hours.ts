import type { QuietHours } from '@/lib/policies/schema';
import { type DailyHours, stretchesOf, toDailyHours } from '@/lib/schedules/rules/daily-hours';
import { type ZoneClock, zoneClock } from '@/lib/schedules/rules/zone-time';

/** Hours that follow each other without a gap are looked up for a week. */
const maxJoined = 8;

/**
 * The end of the quiet hours that hold at `now`, or null. A time that the clock shows twice counts at its first
 * showing, one that it skips at the end of the gap. Hours without a gap between them end together, within about a week.
 */
export function quietUntil(quiet: QuietHours, now: Date): Date | null {
  const clock = zoneClock(quiet.time_zone);
  const hours = toDailyHours(quiet);
  let untilMs: number | null = null;
  for (let joined = 0; joined < maxJoined; joined += 1) {
    const endMs = endAt(clock, hours, untilMs ?? now.getTime());
    if (endMs === null) break;
    untilMs = endMs;
  }
  return untilMs === null ? null : new Date(untilMs);
}

function endAt(clock: ZoneClock, hours: DailyHours, atMs: number): number | null {
  const ends = stretchesOf(clock, hours, atMs, atMs + 1).map(({ toMs }) => toMs);
  return ends.length === 0 ? null : Math.max(...ends);
}
