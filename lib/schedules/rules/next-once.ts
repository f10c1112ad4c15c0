import { nextWallMs, type WallCalendar } from '@/lib/schedules/rules/wall-calendar';
import { firstInstantOf, type ZoneClock } from '@/lib/schedules/rules/zone-time';

/**
 * The first run strictly after `afterMs` where every wall time runs once: the first time it is shown or, where a gap
 * of up to `longestGapMs` swallows it, at the end of the gap. Null when not within `horizonMs`.
 */
export function nextOnce(
  calendar: WallCalendar,
  clock: ZoneClock,
  afterMs: number,
  { horizonMs, longestGapMs }: { horizonMs: number; longestGapMs: number },
): number | null {
  const afterWallMs = afterMs + clock.segmentAt(afterMs).offsetMs;
  const untilMs = afterWallMs + horizonMs;
  // A wall time at or before the present one has had its first instant already.
  for (let wallMs = nextWallMs(calendar, afterWallMs + 1, untilMs); wallMs !== null; ) {
    const { ms, gapMs } = firstInstantOf(clock, wallMs);
    const isDropped = gapMs > longestGapMs;
    if (ms > afterMs && !isDropped) return ms;
    const fromMs = isDropped ? ms + clock.segmentAt(ms).offsetMs : wallMs + 1;
    wallMs = nextWallMs(calendar, fromMs, untilMs);
  }
  return null;
}
