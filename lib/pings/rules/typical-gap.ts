import { runsBetween } from '@/lib/schedules/rules/runs-between';
import type { Schedule } from '@/lib/schedules/schema';

const horizonMs = 3 * 366 * 86_400_000;

/** The usual time from one run to the next, in milliseconds: the median of the next few. */
export function typicalGapMs(schedule: Schedule, nowMs: number): number {
  if (schedule.kind === 'period') return schedule.period_seconds * 1000;
  const runs = runsBetween(schedule, nowMs, nowMs + horizonMs, 10);
  const gaps = runs.slice(1).map((run, index) => run - (runs[index] ?? run));
  gaps.sort((one, other) => one - other);
  return gaps[Math.floor(gaps.length / 2)] ?? horizonMs / 3;
}
