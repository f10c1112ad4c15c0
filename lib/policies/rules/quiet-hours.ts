import type { QuietHours } from '@/lib/policies/schema';
import { firstInstantOf, type ZoneClock, zoneClock } from '@/lib/schedules/rules/zone-time';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Hours that follow each other without a gap are looked up for a week. */
const maxJoined = 8;

/**
 * The end of the quiet hours that hold at `now`, or null. A time that the clock shows twice counts at its first
 * showing, one that it skips at the end of the gap. Hours without a gap between them end together, within about a week.
 */
export function quietUntil(quiet: QuietHours, now: Date): Date | null {
  const clock = zoneClock(quiet.time_zone);
  let untilMs: number | null = null;
  for (let joined = 0; joined < maxJoined; joined += 1) {
    const endMs = endAt(clock, quiet, untilMs ?? now.getTime());
    if (endMs === null) break;
    untilMs = endMs;
  }
  return untilMs === null ? null : new Date(untilMs);
}

function endAt(clock: ZoneClock, { days, from, to }: QuietHours, atMs: number): number | null {
  const [fromMs, toMs] = [timeMs(from), timeMs(to)];
  const lengthMs = (toMs > fromMs ? 0 : dayMs) + toMs - fromMs;
  const today = Math.floor((atMs + clock.segmentAt(atMs).offsetMs) / dayMs);
  let latest: number | null = null;
  for (let day = today - 2; day <= today + 1; day += 1) {
    // The first of January 1970 was a Thursday.
    if (!days.includes(((((day + 3) % 7) + 7) % 7) + 1)) continue;
    const wallMs = day * dayMs + fromMs;
    const startMs = firstInstantOf(clock, wallMs).ms;
    const endMs = firstInstantOf(clock, wallMs + lengthMs).ms;
    if (startMs <= atMs && atMs < endMs) latest = Math.max(latest ?? endMs, endMs);
  }
  return latest;
}

function timeMs(timeOfDay: string): number {
  const [hours = 0, minutes = 0] = timeOfDay.split(':').map(Number);
  return (hours * 60 + minutes) * minuteMs;
}
