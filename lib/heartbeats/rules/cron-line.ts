import type { Schedule } from '@/lib/schedules/schema';

/** When a scheduler should start the job; `isExact` is false where cron cannot say what the schedule says. */
export type CronLine = { expression: string; timeZone: string; isExact: boolean };

const minuteSteps = [30, 20, 15, 12, 10, 6, 5, 4, 3, 2, 1];
const hourSteps = [12, 8, 6, 4, 3, 2, 1];
const plainField = /^[0-9a-z*,/-]+$/i;

/** Five fields for the schedule, in the dialect that every cron reads: no L, no #, no step from a single number. */
export function cronLine(schedule: Schedule): CronLine {
  switch (schedule.kind) {
    case 'period':
      return { ...everySeconds(schedule.period_seconds), timeZone: 'UTC' };
    case 'cron': {
      const fields = schedule.expression.trim().split(/\s+/);
      if (fields.length === 5 && fields.every(isPlain)) {
        return { expression: fields.join(' '), timeZone: schedule.time_zone, isExact: true };
      }
      return { expression: '0 2 * * *', timeZone: schedule.time_zone, isExact: false };
    }
    case 'oncalendar':
      return { expression: '0 2 * * *', timeZone: schedule.time_zone, isExact: false };
  }
}

function isPlain(field: string): boolean {
  if (!plainField.test(field)) return false;
  return field.split(',').every((part) => !/^l|[0-9]l$/i.test(part) && !/^[0-9a-z]+\//i.test(part));
}

/** The longest beat of cron that is not slower than the period, so that no ping comes late. */
function everySeconds(seconds: number): { expression: string; isExact: boolean } {
  const minutes = Math.floor(seconds / 60);
  const line = (expression: string, of: number) => ({ expression, isExact: of * 60 === seconds });
  if (minutes >= 31 * 1440) return line('0 2 1 * *', 31 * 1440);
  if (minutes >= 7 * 1440) return line('0 2 * * 1', 7 * 1440);
  if (minutes >= 1440) return line('0 2 * * *', 1440);
  const hours = hourSteps.find((step) => step * 60 <= minutes);
  if (hours !== undefined) return line(hours === 1 ? '0 * * * *' : `0 */${hours} * * *`, hours * 60);
  const step = minuteSteps.find((each) => each <= minutes) ?? 1;
  return line(step === 1 ? '* * * * *' : `*/${step} * * * *`, step);
}

/** Kubernetes counts the days of the week from 0 to 6: Sunday as 7 is written out. */
export function withoutSeventhDay(expression: string): string {
  const fields = expression.split(' ');
  const days = fields[4] ?? '*';
  if (!days.includes('7')) return expression;
  return [...fields.slice(0, 4), days.split(',').map(expandDays).join(',')].join(' ');
}

function expandDays(part: string): string {
  const found = /^([0-7])(?:-([0-7]))?(?:\/(\d+))?$/.exec(part);
  if (found === null || !part.includes('7')) return part;
  const [first, last, step] = [Number(found[1]), Number(found[2] ?? found[1]), Number(found[3] ?? 1)];
  const days: number[] = [];
  for (let day = first; day <= last; day += step) days.push(day % 7);
  return [...new Set(days)].sort().join(',');
}
