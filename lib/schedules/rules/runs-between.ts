import { nextRunMs } from '@/lib/schedules/rules/next-run';
import type { Schedule } from '@/lib/schedules/schema';

/** The runs in `fromMs` < t <= `toMs`, at most `max` of them, ascending. A period counts from `fromMs`. */
export function runsBetween(schedule: Schedule, fromMs: number, toMs: number, max: number): number[] {
  const runs: number[] = [];
  let nextMs = nextRunMs(schedule, fromMs);
  while (nextMs !== null && nextMs <= toMs && runs.length < max) {
    runs.push(nextMs);
    nextMs = nextRunMs(schedule, nextMs);
  }
  return runs;
}
