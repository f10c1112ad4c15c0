import {
  calendarParts,
  parseCalendarComponent,
  type Span,
  spansHold,
  spansHoldFromEnd,
  valuesOf,
} from '@/lib/schedules/rules/calendar-component';
import { parseCalendarWeekdays } from '@/lib/schedules/rules/calendar-weekdays';
import { canonicalTimeZone } from '@/lib/schedules/rules/time-zone';
import type { WallCalendar } from '@/lib/schedules/rules/wall-calendar';

/** One line of an expression. `timeZone` is what stands at its end; it wins over the zone of the schedule. */
export type CalendarEvent = { calendar: WallCalendar; timeZone: string | null };

const shorthands: ReadonlyMap<string, string> = new Map([
  ['minutely', '*-*-* *:*:00'],
  ['hourly', '*-*-* *:00:00'],
  ['daily', '*-*-* 00:00:00'],
  ['weekly', 'Mon *-*-* 00:00:00'],
  ['monthly', '*-*-01 00:00:00'],
  ['quarterly', '*-01,04,07,10-01 00:00:00'],
  ['semiannually', '*-01,07-01 00:00:00'],
  ['semi-annually', '*-01,07-01 00:00:00'],
  ['biannually', '*-01,07-01 00:00:00'],
  ['bi-annually', '*-01,07-01 00:00:00'],
  ['annually', '*-01-01 00:00:00'],
  ['yearly', '*-01-01 00:00:00'],
]);

/**
 * Reads systemd's calendar events (systemd.time(7)), one a line; what is wrong comes back as a sentence. As systemd
 * but for fractions of a second, `@` timestamps and days that no month has, which are refused, and for time zones,
 * which may be written in any case.
 */
export function parseCalendar(expression: string): CalendarEvent[] | string {
  const events: CalendarEvent[] = [];
  for (const line of expression.split('\n')) {
    if (line.trim() === '') continue;
    const event = parseEvent(line.trim());
    if (typeof event === 'string') return event;
    events.push(event);
  }
  return events.length === 0 ? 'expected a calendar event such as Mon..Fri 02:00' : events;
}

function parseEvent(line: string): CalendarEvent | string {
  const words = line.split(/ +/);
  const timeZone = words.length > 1 ? canonicalTimeZone(words.at(-1) ?? '') : null;
  if (timeZone !== null) words.pop();
  const shorthand = words.length === 1 ? shorthands.get((words[0] ?? '').toLowerCase()) : undefined;
  const calendar = parseWords(shorthand === undefined ? words : shorthand.split(' '));
  return typeof calendar === 'string' ? calendar : { calendar, timeZone };
}

function parseWords(words: readonly string[]): WallCalendar | string {
  const rest = [...words];
  const weekdays = /^[a-z]/i.test(rest[0] ?? '') ? parseCalendarWeekdays(rest.shift() ?? '') : null;
  if (typeof weekdays === 'string') return weekdays;
  const date = rest[0]?.includes(':') === false ? parseDate(rest.shift() ?? '') : anyDate;
  if (typeof date === 'string') return date;
  const time = parseTime(rest.shift() ?? '00:00:00');
  if (typeof time === 'string') return time;
  if (rest.length > 0) return `"${rest.join(' ')}" is too much: expected weekdays, date, time and time zone`;
  return { ...date, ...time, matchesDay: dayRule(date, weekdays) };
}

type DateParts = Pick<WallCalendar, 'matchesYear' | 'months'> & { days: Span[] | null; isFromEnd: boolean };

const anyDate: DateParts = {
  matchesYear: () => true,
  months: new Set(valuesOf(null, calendarParts.month)),
  days: null,
  isFromEnd: false,
};

/** `[year-]month-day`, or `[year-]month~day`, which counts from the end of the month. */
function parseDate(text: string): DateParts | string {
  const found = /^(?:([^-~]+)-)?([^-~]+)([-~])([^-~]+)$/.exec(text);
  if (found === null) return `"${text}" is neither a date such as *-*-01 nor a time such as 02:00`;
  const [, yearText = '*', monthText = '', separator, dayText = ''] = found;
  const isFromEnd = separator === '~';
  const year = parseCalendarComponent(yearText, calendarParts.year);
  if (typeof year === 'string') return year;
  const month = parseCalendarComponent(monthText, calendarParts.month);
  if (typeof month === 'string') return month;
  const days = parseCalendarComponent(dayText, isFromEnd ? calendarParts.dayFromEnd : calendarParts.day);
  if (typeof days === 'string') return days;
  const months = valuesOf(month, calendarParts.month);
  if (!isFromEnd && days !== null && Math.min(...days.map(({ from }) => from)) > longestOf(months)) {
    return `no month of "${monthText}" has a day "${dayText}"`;
  }
  return {
    matchesYear: year === null ? () => true : (value) => spansHold(year, value),
    months: new Set(months),
    days,
    isFromEnd,
  };
}

function longestOf(months: readonly number[]): number {
  return Math.max(...months.map((month) => (month === 2 ? 29 : [4, 6, 9, 11].includes(month) ? 30 : 31)));
}

function dayRule(
  { days, isFromEnd }: DateParts,
  weekdays: ReadonlySet<number> | null,
): WallCalendar['matchesDay'] {
  return ({ day, weekday, lastDay }) => {
    if (weekdays !== null && !weekdays.has(weekday)) return false;
    if (days === null) return true;
    return isFromEnd ? spansHoldFromEnd(days, day, lastDay) : spansHold(days, day);
  };
}

function parseTime(text: string): Pick<WallCalendar, 'hours' | 'minutes' | 'seconds'> | string {
  const [hourText = '', minuteText, secondText = '00', ...more] = text.split(':');
  if (minuteText === undefined || more.length > 0)
    return `"${text}" is not a time: expected hour:minute[:second]`;
  const hours = parseCalendarComponent(hourText, calendarParts.hour);
  if (typeof hours === 'string') return hours;
  const minutes = parseCalendarComponent(minuteText, calendarParts.minute);
  if (typeof minutes === 'string') return minutes;
  const seconds = parseCalendarComponent(secondText, calendarParts.second);
  if (typeof seconds === 'string') return seconds;
  return {
    hours: valuesOf(hours, calendarParts.hour),
    minutes: valuesOf(minutes, calendarParts.minute),
    seconds: valuesOf(seconds, calendarParts.second),
  };
}
