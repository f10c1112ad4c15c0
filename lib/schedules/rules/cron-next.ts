import type { CronExpression } from '@/lib/schedules/rules/cron-expression';
import { nextOnce } from '@/lib/schedules/rules/next-once';
import { nextWallMs } from '@/lib/schedules/rules/wall-calendar';
import { nextShown, type ZoneClock } from '@/lib/schedules/rules/zone-time';

const longestGapMs = 3 * 3_600_000;

/**
 * When Debian's cron next starts the job, strictly after `afterMs`; null when not within `horizonMs`. A wildcard job
 * follows the wall clock. Any other runs once: at the first of two equal wall times, and, where a gap of up to three
 * hours swallows its time, at the end of the gap.
 */
export function nextCronMs(
  { calendar, isWildcard }: CronExpression,
  clock: ZoneClock,
  afterMs: number,
  horizonMs: number,
): number | null {
  if (!isWildcard) return nextOnce(calendar, clock, afterMs, { horizonMs, longestGapMs });
  const untilMs = afterMs + clock.segmentAt(afterMs).offsetMs + horizonMs;
  return nextShown(clock, afterMs + 1, (wallMs) => nextWallMs(calendar, wallMs, untilMs));
}
