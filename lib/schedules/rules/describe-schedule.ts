import type { Schedule } from '@/lib/schedules/schema';

/* lead: stands in until SCHEDULES writes it: overwrite this file */
export function describeSchedule(schedule: Schedule): string {
  return schedule.kind === 'period' ? `Every ${schedule.period_seconds} seconds` : schedule.expression;
}
