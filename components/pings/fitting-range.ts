import { type Range, ranges } from '@/components/pings/ranges';
import { typicalGapMs } from '@/lib/pings/rules/typical-gap';
import type { Schedule } from '@/lib/schedules/schema';

const dayMs = 86_400_000;

/** The shortest period that shows about twenty runs. For the server: it takes the whole arithmetic of schedules. */
export function fittingRange(schedule: Schedule, nowMs: number): Range {
  const wantedMs = 20 * typicalGapMs(schedule, nowMs);
  return ranges.find(({ value }) => Number(value) * dayMs >= wantedMs)?.value ?? '90';
}
