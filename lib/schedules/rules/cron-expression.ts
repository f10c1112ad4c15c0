import { type CronField, cronFields, parseCronField } from '@/lib/schedules/rules/cron-field';
import type { WallCalendar, WallDate } from '@/lib/schedules/rules/wall-calendar';

export type CronFields = Record<'minute' | 'hour' | 'dayOfMonth' | 'month' | 'dayOfWeek', CronField>;

/** `isWildcard`: minute or hour begins with `*`, so that the job follows the wall clock through a time change. */
export type CronExpression = { fields: CronFields; calendar: WallCalendar; isWildcard: boolean };

/**
 * Reads five fields as Debian's cron does (crontab(5)), with L, LW, 5L and MON#2 beside. What is wrong comes back as a
 * sentence. Macros (`@daily`), `?`, `15W`, backward ranges and days that no month has are refused.
 */
export function parseCron(expression: string): CronExpression | string {
  const texts = expression.trim().split(/[ \t]+/);
  if (expression.trim().startsWith('@')) return 'macros such as @daily are not read: write the five fields';
  if (texts.length !== 5) return `expected five fields (minute hour day month weekday), got ${texts.length}`;
  const [first = '', second = '', third = '', fourth = '', fifth = ''] = texts;

  const minute = parseCronField(first, cronFields.minute);
  if (typeof minute === 'string') return minute;
  const hour = parseCronField(second, cronFields.hour);
  if (typeof hour === 'string') return hour;
  const dayOfMonth = parseCronField(third, cronFields.dayOfMonth);
  if (typeof dayOfMonth === 'string') return dayOfMonth;
  const month = parseCronField(fourth, cronFields.month);
  if (typeof month === 'string') return month;
  const dayOfWeek = parseCronField(fifth, cronFields.dayOfWeek);
  if (typeof dayOfWeek === 'string') return dayOfWeek;
  if (isDayMissing(dayOfMonth, month.values)) return `no month of "${fourth}" has a day "${third}"`;

  return {
    fields: { minute, hour, dayOfMonth, month, dayOfWeek },
    isWildcard: minute.isStar || hour.isStar,
    calendar: {
      matchesYear: () => true,
      months: month.values,
      matchesDay: dayRule(dayOfMonth, dayOfWeek),
      hours: ascending(hour.values),
      minutes: ascending(minute.values),
      seconds: [0],
    },
  };
}

/** Where one of the two day fields begins with `*` both must match, else either (crontab(5), and cron's DOM_STAR). */
export function mustBothDaysMatch(dayOfMonth: CronField, dayOfWeek: CronField): boolean {
  return dayOfMonth.isStar || dayOfWeek.isStar;
}

function dayRule(dayOfMonth: CronField, dayOfWeek: CronField): (date: WallDate) => boolean {
  const isMonthDay = ({ day, lastDay, lastWeekday }: WallDate) =>
    dayOfMonth.values.has(day) ||
    (dayOfMonth.isLast && day === lastDay) ||
    (dayOfMonth.isLastWeekday && day === lastWeekday);
  const isWeekday = ({ day, weekday, lastDay }: WallDate) =>
    dayOfWeek.values.has(weekday) ||
    (dayOfWeek.lastWeekdays.has(weekday) && day > lastDay - 7) ||
    dayOfWeek.nthWeekdays.some((each) => each.weekday === weekday && each.nth === Math.ceil(day / 7));
  return mustBothDaysMatch(dayOfMonth, dayOfWeek)
    ? (date) => isMonthDay(date) && isWeekday(date)
    : (date) => isMonthDay(date) || isWeekday(date);
}

function isDayMissing(dayOfMonth: CronField, months: ReadonlySet<number>): boolean {
  if (dayOfMonth.isLast || dayOfMonth.isLastWeekday) return false;
  const longest = Math.max(
    ...[...months].map((month) => (month === 2 ? 29 : [4, 6, 9, 11].includes(month) ? 30 : 31)),
  );
  return Math.min(...dayOfMonth.values) > longest;
}

function ascending(values: ReadonlySet<number>): number[] {
  return [...values].sort((one, other) => one - other);
}
