import type { ReportCadence } from '@/lib/notifiers/constants';
import { nextRunMs } from '@/lib/schedules/rules/next-run';
import { firstInstantOf, zoneClock } from '@/lib/schedules/rules/zone-time';

export type ReportTiming = { cadence: ReportCadence; timeZone: string; hour: number };

const dayMs = 86_400_000;
/** Longer than any cadence. */
const longestMs = 32 * dayMs;

const days: Record<ReportCadence, string> = { daily: '* * *', weekly: '* * 1', monthly: '1 * *' };

/** The first time of a report strictly after an instant: daily, on Mondays, or on the first of the month. */
export function nextReportMs({ cadence, timeZone, hour }: ReportTiming, afterMs: number): number {
  const schedule = { kind: 'cron', expression: `0 ${hour} ${days[cadence]}`, time_zone: timeZone } as const;
  // Such a time comes in any zone within a month or two; past that, the zone is none.
  return nextRunMs(schedule, afterMs) ?? afterMs + longestMs;
}

/**
 * The last time of a report at or before `nowMs`, of those from `dueMs` on: whoever was away for ten of them is told
 * of the last.
 */
export function lastDueMs(timing: ReportTiming, dueMs: number, nowMs: number): number {
  let lastMs = dueMs < nowMs - 2 * longestMs ? nextReportMs(timing, nowMs - 2 * longestMs) : dueMs;
  for (;;) {
    const nextMs = nextReportMs(timing, lastMs);
    if (nextMs > nowMs) return lastMs;
    lastMs = nextMs;
  }
}

/**
 * The last whole day, week (from Monday) or month of the zone's calendar that had ended by `atMs`. A day in which the
 * clock changes has 23 or 25 hours.
 */
export function lastPeriod(
  { cadence, timeZone }: Pick<ReportTiming, 'cadence' | 'timeZone'>,
  atMs: number,
): { fromMs: number; toMs: number } {
  const clock = zoneClock(timeZone);
  const wallMs = atMs + clock.segmentAt(atMs).offsetMs;
  const endMs = periodStart(cadence, wallMs);
  const startMs = periodStart(cadence, endMs - 1);
  return { fromMs: firstInstantOf(clock, startMs).ms, toMs: firstInstantOf(clock, endMs).ms };
}

/** Wall times, as if the wall clock were UTC. */
function periodStart(cadence: ReportCadence, wallMs: number): number {
  const date = new Date(wallMs);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  switch (cadence) {
    case 'daily':
      return Date.UTC(year, month, day);
    case 'weekly':
      return Date.UTC(year, month, day - ((date.getUTCDay() + 6) % 7));
    case 'monthly':
      return Date.UTC(year, month, 1);
  }
}
