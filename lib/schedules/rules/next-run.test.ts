import { Cron } from 'croner';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCron } from '@/lib/schedules/rules/cron-expression';
import { nextRunMs } from '@/lib/schedules/rules/next-run';
import { runsBetween } from '@/lib/schedules/rules/runs-between';
import { zoneClock } from '@/lib/schedules/rules/zone-time';
import { anyCron } from '@/lib/schedules/testing/any-schedule';

const dayMs = 86_400_000;
const zones = [...Intl.supportedValuesOf('timeZone'), 'UTC'];
const firstMs = Date.UTC(1980, 0, 1);
const lastMs = Date.UTC(2090, 0, 1);

const cron = (expression: string, time_zone = 'UTC') => ({ kind: 'cron' as const, expression, time_zone });
const at = (text: string) => Date.parse(text);

/** An instant anywhere, or within a day of the end of a stretch with one offset. */
const anyInstant = fc.tuple(
  fc.oneof(
    fc.integer({ min: firstMs, max: lastMs }),
    // Looking up a year of a zone costs most of the time of this test: most instants share a few years.
    {
      weight: 15,
      arbitrary: fc
        .tuple(fc.constantFrom(1980, 2011, 2025, 2072), fc.integer({ min: 0, max: 365 * dayMs }))
        .map(([year, ms]) => Date.UTC(year, 0, 1) + ms),
    },
  ),
  fc.option(fc.oneof(fc.integer({ min: -dayMs, max: dayMs }), fc.constantFrom(-60_000, -1, 0, 1)), {
    freq: 2,
  }),
);

test('10,000 expressions in any zone at any instant: a later whole minute, or none', () => {
  let found = 0;
  fc.assert(
    fc.property(anyCron, fc.constantFrom(...zones), anyInstant, (expression, zone, [anyMs, fromChangeMs]) => {
      const changeMs = zoneClock(zone).segmentAt(anyMs).toMs;
      const afterMs = fromChangeMs === null || changeMs > lastMs ? anyMs : changeMs + fromChangeMs;
      const nextMs = nextRunMs(cron(expression, zone), afterMs);
      if (nextMs === null) return;
      found += 1;
      expect(nextMs).toBeGreaterThan(afterMs);
      expect(nextMs % 60_000).toBe(0);
    }),
    { numRuns: 10_000 },
  );
  expect(found).toBeGreaterThan(9_000);
}, 180_000);

test('without time changes the next run is what an independent calendar says', () => {
  fc.assert(
    fc.property(anyCron, fc.integer({ min: firstMs, max: lastMs }), (expression, afterMs) => {
      const cronParsed = parseCron(expression);
      if (typeof cronParsed === 'string') throw new Error(cronParsed);
      const { dayOfMonth, dayOfWeek } = cronParsed.fields;
      fc.pre(!dayOfMonth.isLastWeekday || (dayOfMonth.values.size === 0 && !dayOfMonth.isLast));
      const job = new Cron(plain(expression), {
        timezone: 'UTC',
        domAndDow: dayOfMonth.isStar || dayOfWeek.isStar,
        paused: true,
      });
      const expected = job.nextRun(new Date(afterMs))?.getTime() ?? null;
      const nextMs = nextRunMs(cron(expression), afterMs);
      if (nextMs === null) expect(expected ?? lastMs * 2).toBeGreaterThan(afterMs + 3_650 * dayMs);
      else expect(nextMs, `${expression} after ${new Date(afterMs).toISOString()}`).toBe(expected);
    }),
    { numRuns: 1_000 },
  );
});

/** The same in words that croner reads alike: no steps, no stars. */
function plain(expression: string): string {
  const cronParsed = parseCron(expression);
  if (typeof cronParsed === 'string') throw new Error(cronParsed);
  const { minute, hour, dayOfMonth, month, dayOfWeek } = cronParsed.fields;
  const days = [
    ...dayOfMonth.values,
    dayOfMonth.isLast ? 'L' : [],
    dayOfMonth.isLastWeekday ? 'LW' : [],
  ].flat();
  const weekdays = [
    ...dayOfWeek.values,
    ...[...dayOfWeek.lastWeekdays].map((weekday) => `${weekday}#L`),
    ...dayOfWeek.nthWeekdays.map(({ weekday, nth }) => `${weekday}#${nth}`),
  ];
  return [[...minute.values], [...hour.values], days, [...month.values], weekdays].join(' ');
}

test('a leap day is found over the eight years around 2100, and what never comes is none', () => {
  expect(nextRunMs(cron('0 0 29 2 *'), at('2096-02-29T00:00:00Z'))).toBe(at('2104-02-29T00:00:00Z'));
  expect(nextRunMs(cron('0 0 29 2 *', 'Europe/Riga'), at('2024-02-29T00:00:00Z'))).toBe(
    at('2028-02-28T22:00:00Z'),
  );
  // A Sunday, 29 February, comes every 28 years.
  expect(nextRunMs(cron('* * 29 2 */7', 'Europe/Riga'), at('2032-03-01T00:00:00Z'))).toBeNull();
});

test('answers do not depend on what was asked before', () => {
  const schedule = cron('0 3 * * *', 'Europe/Berlin');
  const days = ['2026-01-05', '2026-01-01', '2026-07-01', '2026-01-05', '2025-12-31'];
  for (const day of days) {
    const runMs = at(`${day}T${day.includes('-07-') ? '01' : '02'}:00:00Z`);
    expect(nextRunMs(schedule, runMs - 1)).toBe(runMs);
    expect(nextRunMs(schedule, runMs - dayMs)).toBe(runMs);
    expect(nextRunMs(schedule, runMs)).toBe(runMs + dayMs);
  }
});

test('a period counts from the last run', () => {
  const schedule = { kind: 'period' as const, period_seconds: 300 };
  expect(nextRunMs(schedule, 1_234)).toBe(301_234);
  expect(runsBetween(schedule, 0, 900_000, 10)).toEqual([300_000, 600_000, 900_000]);
  expect(runsBetween(schedule, 0, 900_000, 2)).toEqual([300_000, 600_000]);
});

test('a gap of more than three hours drops a fixed job, as the day that Samoa skipped', () => {
  const runs = runsBetween(
    cron('0 12 * * *', 'Pacific/Apia'),
    at('2011-12-29T00:00:00Z'),
    at('2011-12-31T12:00:00Z'),
    9,
  );
  expect(runs.map((ms) => new Date(ms).toISOString())).toEqual([
    '2011-12-29T22:00:00.000Z',
    '2011-12-30T22:00:00.000Z',
  ]);
});

test('a schedule that cannot be read has no next run, and fails nobody', () => {
  expect(nextRunMs(cron('@daily'), 0)).toBeNull();
  expect(nextRunMs(cron('* * * * *', 'Mars/Olympus'), 0)).toBeNull();
  expect(nextRunMs({ kind: 'oncalendar', expression: 'noon', time_zone: 'UTC' }, 0)).toBeNull();
});
