import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Schedule, schedule } from '@/lib/schedules/schema';
import { anyCron } from '@/lib/schedules/testing/any-schedule';

function issuesOf(input: unknown): string[] {
  const parsed = schedule.safeParse(input);
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}
const cronIssues = (expression: string) => issuesOf({ kind: 'cron', expression });
const zoneOf = (time_zone: string) => {
  const parsed: Schedule = schedule.parse({ kind: 'cron', expression: '* * * * *', time_zone });
  return parsed.kind === 'period' ? null : parsed.time_zone;
};

test.each([
  '* * * * *',
  '5/15 * * * *',
  '0 0 L * *',
  '0 0 LW * *',
  '0 0 * * 5L',
  '0 0 * * MON#2',
  '0 0 * jan-mar,DEC sun,2-FRI',
  '0 0 * * 0-7',
  '0 0 29 2 *',
  '  05\t02 * * *  ',
  '0-59/100 */2,3 1-7 * */7',
])('cron accepts %s', (expression) => expect(cronIssues(expression)).toEqual([]));

test.each([
  ['@daily', 'macros such as @daily are not read: write the five fields'],
  ['* * * *', 'expected five fields (minute hour day month weekday), got 4'],
  ['0 * * * * *', 'expected five fields (minute hour day month weekday), got 6'],
  ['0 0 ? * *', '"?" is not a valid day of month: expected 1 to 31'],
  ['0 0 15W * *', '"15W" is not a valid day of month: expected 1 to 31'],
  ['0 22-4 * * *', '"22-4" is not a valid hour: a range must not run backwards'],
  ['0 0 * * FRI-MON', '"FRI-MON" is not a valid day of week: a range must not run backwards'],
  ['0 0 30 2 *', 'no month of "2" has a day "30"'],
  ['0 0 31 4,6 1', 'no month of "4,6" has a day "31"'],
  ['*/0 * * * *', '"*/0" is not a valid minute: the step after / must be a number from 1 on'],
  ['*/-1 * * * *', '"*/-1" is not a valid minute: the step after / must be a number from 1 on'],
  ['1/2/3 * * * *', '"1/2/3" is not a valid minute: the step after / must be a number from 1 on'],
  ['60 * * * *', '"60" is not a valid minute: expected 0 to 59'],
  ['0 24 * * *', '"24" is not a valid hour: expected 0 to 23'],
  ['0 0 0 * *', '"0" is not a valid day of month: expected 1 to 31'],
  ['0 0 * 13 *', '"13" is not a valid month: expected 1 to 12, or JAN to DEC'],
  ['0 0 * * 8', '"8" is not a valid day of week: expected 0 to 7, or SUN to SAT'],
  ['0 0 * * MON#6', '"MON#6" is not a valid day of week: expected 0 to 7, or SUN to SAT'],
  ['0 0 * * L', '"L" is not a valid day of week: expected 0 to 7, or SUN to SAT'],
  ['0 0 L-3 * *', '"L-3" is not a valid day of month: expected 1 to 31'],
  ['1,,2 * * * *', '"" is not a valid minute: expected 0 to 59'],
  ['1.5 * * * *', '"1.5" is not a valid minute: expected 0 to 59'],
  ['٣ * * * *', '"٣" is not a valid minute: expected 0 to 59'],
  ['MON * * * *', '"MON" is not a valid minute: expected 0 to 59'],
  ['*-5 * * * *', '"*-5" is not a valid minute: expected 0 to 59'],
])('cron refuses %s and says why', (expression, message) => {
  expect(cronIssues(expression)).toEqual([`expression: ${message}`]);
});

test.each(['__proto__', 'constructor', 'toString'])('the word %s is no shorthand', (expression) => {
  expect(issuesOf({ kind: 'oncalendar', expression })).not.toEqual([]);
  expect(cronIssues(expression)).not.toEqual([]);
});

test('what is refused never throws', () => {
  const noise = fc.string({ unit: fc.constantFrom(...'0159*/-,.~#LW:? \nMONaz@'), maxLength: 40 });
  fc.assert(
    fc.property(fc.oneof(noise, fc.string(), anyCron), (expression) => {
      cronIssues(expression);
      issuesOf({ kind: 'oncalendar', expression });
      issuesOf({ kind: 'cron', expression: '* * * * *', time_zone: expression });
    }),
    { numRuns: 3_000 },
  );
});

test.each([
  ['*/2:00', '"*/2" is not a valid hour: a step or list needs a start, such as 0/2'],
  ['*-02-30', 'no month of "02" has a day "30"'],
  ['Sat..Mon 10:00', '"Sat..Mon" runs backwards: a week begins on Monday'],
  ['10:00:00.5', '"00.5" is not a valid second: fractions of a second are not read'],
  ['@1700000000', '"@1700000000" is neither a date such as *-*-01 nor a time such as 02:00'],
  ['10:00 Europe/Atlantis', '"Europe/Atlantis" is too much: expected weekdays, date, time and time zone'],
  ['daily\nnoon', '"noon" is not a weekday: expected Mon to Sun, or Mon..Fri'],
])('a calendar event refuses %s and says why', (expression, message) => {
  expect(issuesOf({ kind: 'oncalendar', expression })).toEqual([`expression: ${message}`]);
});

test('a zone is kept as it is written today, whatever its case or alias', () => {
  expect(zoneOf('europe/berlin')).toBe('Europe/Berlin');
  expect(zoneOf('asia/kolkata')).toBe('Asia/Kolkata');
  expect(zoneOf('Asia/Calcutta')).toBe('Asia/Kolkata');
  expect(zoneOf('Europe/Kyiv')).toBe('Europe/Kyiv');
  expect(zoneOf('utc')).toBe('UTC');
  expect(zoneOf('Etc/UTC')).toBe('UTC');
  expect(schedule.parse({ kind: 'oncalendar', expression: 'daily' })).toHaveProperty('time_zone', 'UTC');
});

test('what Intl does not know, and bare offsets, are refused at the zone', () => {
  for (const time_zone of ['Mars/Olympus', '+02:00', 'UTC+2', 'Local', 'Europe']) {
    expect(issuesOf({ kind: 'cron', expression: '* * * * *', time_zone })).toEqual([
      'time_zone: unknown time zone: expected an IANA name such as Europe/Berlin',
    ]);
  }
});

test('a period is between a minute and a year', () => {
  for (const period_seconds of [60, 31_536_000])
    expect(issuesOf({ kind: 'period', period_seconds })).toEqual([]);
  for (const period_seconds of [59, 31_536_001, 60.5, Number.NaN]) {
    expect(issuesOf({ kind: 'period', period_seconds })).toHaveLength(1);
  }
});
