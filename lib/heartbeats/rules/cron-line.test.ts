import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cronLine, withoutSeventhDay } from '@/lib/heartbeats/rules/cron-line';
import { nextRunMs } from '@/lib/schedules/rules/next-run';
import { schedule } from '@/lib/schedules/schema';

test.each([
  [60, '* * * * *', true],
  [300, '*/5 * * * *', true],
  [420, '*/6 * * * *', false],
  [3600, '0 * * * *', true],
  [5400, '0 * * * *', false],
  [21_600, '0 */6 * * *', true],
  [86_400, '0 2 * * *', true],
  [604_800, '0 2 * * 1', true],
  [31_536_000, '0 2 1 * *', false],
])('a period of %d seconds is the line “%s”', (seconds, expression, isExact) => {
  const period = { kind: 'period', period_seconds: seconds } as const;
  expect(cronLine(period)).toEqual({ expression, timeZone: 'UTC', isExact });
});

test('the line for a period never lets a ping come late', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 60, max: 40 * 86_400 }),
      fc.integer({ min: 0, max: 4e9 }),
      (seconds, at) => {
        const { expression } = cronLine({ kind: 'period', period_seconds: seconds });
        const line = schedule.parse({ kind: 'cron', expression });
        const first = nextRunMs(line, at * 1000) ?? 0;
        const second = nextRunMs(line, first) ?? Number.POSITIVE_INFINITY;
        expect(second - first).toBeLessThanOrEqual(seconds * 1000);
      },
    ),
  );
});

test.each(['0 2 * * 1-5', '*/15 8-18 1,15 JAN-MAR MON', '0 2 * * 7'])(
  'cron reads “%s” as it is',
  (expression) => {
    expect(cronLine({ kind: 'cron', expression, time_zone: 'Asia/Tokyo' })).toEqual({
      expression,
      timeZone: 'Asia/Tokyo',
      isExact: true,
    });
  },
);

test.each(['0 2 L * *', '0 2 LW * *', '0 2 * * 5L', '0 2 * * MON#2', '5/15 * * * *', '0 1,5/8 * * *'])(
  'what every cron cannot read is not handed to it: “%s”',
  (expression) => {
    expect(cronLine({ kind: 'cron', expression, time_zone: 'UTC' }).isExact).toBe(false);
  },
);

test.each([
  ['0 2 * * 7', '0 2 * * 0'],
  ['0 2 * * 5-7', '0 2 * * 0,5,6'],
  ['0 2 * * 1-7/2', '0 2 * * 0,1,3,5'],
  ['0 2 * * 0-7', '0 2 * * 0,1,2,3,4,5,6'],
  ['0 2 7 7 1,7', '0 2 7 7 1,0'],
  ['0 7 * * MON', '0 7 * * MON'],
])('Sunday as the seventh day is written out: “%s”', (from, to) => {
  expect(withoutSeventhDay(from)).toBe(to);
});
