import { typicalGapMs } from '@/lib/pings/rules/typical-gap';
import type { Schedule } from '@/lib/schedules/schema';

export const ranges = [
  { value: '1', label: '24 h', name: '24 hours' },
  { value: '7', label: '7 d', name: '7 days' },
  { value: '30', label: '30 d', name: '30 days' },
  { value: '90', label: '90 d', name: '90 days' },
] as const;
export type Range = (typeof ranges)[number]['value'];

const dayMs = 86_400_000;

/** The shortest period that shows about twenty runs. */
export function fittingRange(schedule: Schedule, nowMs: number): Range {
  const wantedMs = 20 * typicalGapMs(schedule, nowMs);
  return ranges.find(({ value }) => Number(value) * dayMs >= wantedMs)?.value ?? '90';
}
