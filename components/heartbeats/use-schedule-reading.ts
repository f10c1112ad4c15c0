'use client';

import { useRules } from '@/components/forms/use-rules';
import type { ScheduleReading } from '@/components/heartbeats/schedule-reading';

const stepMs = 5000;

async function load() {
  return (await import('@/components/heartbeats/schedule-reading')).readSchedule;
}

/** Null until the rules of schedules have come. */
export function useScheduleReading(raw: object): ScheduleReading | null {
  return useRules<unknown, ScheduleReading>(load, raw, stepMs);
}
