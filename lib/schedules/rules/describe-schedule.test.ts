import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeSchedule } from '@/lib/schedules/rules/describe-schedule';
import { anyCron } from '@/lib/schedules/testing/any-schedule';

const period = (period_seconds: number) => describeSchedule({ kind: 'period', period_seconds });
const cron = (expression: string, time_zone = 'UTC') =>
  describeSchedule({ kind: 'cron', expression, time_zone });

test('a period is told in its largest units', () => {
  expect(period(60)).toBe('Every minute');
  expect(period(300)).toBe('Every 5 minutes');
  expect(period(86_400)).toBe('Every day');
  expect(period(93_600)).toBe('Every 1 day 2 hours');
  expect(period(90)).toBe('Every 1 minute 30 seconds');
});

test('an expression is told with its zone', () => {
  expect(cron('0 2 * * 1', 'Europe/Berlin')).toBe('At 02:00, only on Monday (Europe/Berlin)');
});

test.each([
  ['* * * * *', 'Every minute'],
  ['*/5 * * * *', 'Every 5 minutes'],
  ['5/15 * * * *', 'Every 15 minutes, starting at 5 minutes past the hour'],
  ['*/25 * * * *', 'At 0, 25, and 50 minutes past the hour'],
  ['*/100 * * * *', 'Every hour'],
  ['*,5 * * * *', 'Every minute'],
  ['0 */2 * * *', 'On the hour, every 2 hours'],
  ['0 */9 * * *', 'At 00:00, 09:00 and 18:00'],
  ['* 0,5 * * *', 'Every minute, in the hours 00 and 05'],
  ['0 9-17 * * MON-FRI', 'Every hour, between 09:00 and 17:00, Monday through Friday'],
  ['0 0 1 * 1', 'At 00:00, on day 1 of the month or on Monday'],
  ['0 0 1 1 1-5', 'At 00:00, on day 1 of the month or Monday through Friday, only in January'],
  ['0 0 1-31 * 1', 'At 00:00'],
  ['0 0 1-7 * */7', 'At 00:00, between day 1 and 7 of the month, but only on Sunday'],
  ['0 0 */16 * 1', 'At 00:00, on day 1 and 17 of the month, but only on Monday'],
  ['0 0 */1 * 1', 'At 00:00, only on Monday'],
  ['0 0 * * 0-7', 'At 00:00'],
  ['0 0 * * 1,7', 'At 00:00, only on Sunday and Monday'],
  ['0 0 l * *', 'At 00:00, on the last day of the month'],
  ['0 0 LW * *', 'At 00:00, on the last weekday (Monday to Friday) of the month'],
  ['0 0 L,15 * *', 'At 00:00, on day 15 of the month and on the last day of the month'],
  ['0 0 * * fril', 'At 00:00, on the last Friday of the month'],
  ['0 0 * * MON#2', 'At 00:00, on the second Monday of the month'],
  ['0 0 * */3 *', 'At 00:00, only in January, April, July, and October'],
])('%s says when the job really runs: %s', (expression, sentence) => {
  expect(cron(expression)).toBe(`${sentence} (UTC)`);
});

test('every accepted expression has a sentence', () => {
  fc.assert(
    fc.property(anyCron, (expression) => {
      expect(cron(expression)).toMatch(/^[A-Z][^*#/?]+ \(UTC\)$/);
      expect(cron(expression)).not.toMatch(/undefined|NaN|error/i);
    }),
    { numRuns: 1_000 },
  );
});

test('a calendar event is quoted, with the zone that counts', () => {
  const calendar = (expression: string) =>
    describeSchedule({ kind: 'oncalendar', expression, time_zone: 'Europe/Riga' });
  expect(calendar('Mon..Fri 02:00')).toBe('At each systemd calendar event “Mon..Fri 02:00” (Europe/Riga)');
  expect(calendar('daily UTC')).toBe('At each systemd calendar event “daily UTC”');
  expect(calendar('daily\nSat 12:00')).toBe(
    'At each systemd calendar event “daily” or “Sat 12:00” (Europe/Riga)',
  );
});
