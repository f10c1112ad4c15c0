import { expect, test } from 'vitest';
import { fittingRange } from '@/components/pings/fitting-range';
import type { Schedule } from '@/lib/schedules/schema';

const cron = (expression: string): Schedule => ({ kind: 'cron', expression, time_zone: 'Europe/Berlin' });

test.each<[Schedule, string]>([
  [{ kind: 'period', period_seconds: 60 }, '1'],
  [{ kind: 'period', period_seconds: 21_600 }, '7'],
  [cron('0 2 * * *'), '30'],
  [cron('0 2 * * MON-FRI'), '30'],
  [cron('0 2 * * SUN'), '90'],
  [cron('0 2 29 2 *'), '90'],
])('%j is shown over %s days', (schedule, range) => {
  expect(fittingRange(schedule, Date.UTC(2026, 2, 4))).toBe(range);
});
