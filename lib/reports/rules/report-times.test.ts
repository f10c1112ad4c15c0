import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reportCadences } from '@/lib/notifiers/constants';
import { lastDueMs, lastPeriod, nextReportMs } from '@/lib/reports/rules/report-times';

const at = (text: string) => Date.parse(text);
const iso = (ms: number) => new Date(ms).toISOString();
const berlin = 'Europe/Berlin';

describe('when', () => {
  test.each([
    ['daily', '2026-03-04T06:59:59Z', '2026-03-04T07:00:00.000Z'],
    ['daily', '2026-03-04T07:00:00Z', '2026-03-05T07:00:00.000Z'],
    ['weekly', '2026-03-04T07:00:00Z', '2026-03-09T07:00:00.000Z'],
    ['monthly', '2026-03-04T07:00:00Z', '2026-04-01T06:00:00.000Z'],
  ] as const)('%s after %s is %s, at eight by the clock on the wall', (cadence, after, expected) => {
    expect(iso(nextReportMs({ cadence, timeZone: berlin, hour: 8 }, at(after)))).toBe(expected);
  });

  test('an hour that a change of the clock swallows comes at its end, and one shown twice comes once', () => {
    const timing = { cadence: 'daily', timeZone: berlin, hour: 2 } as const;
    expect(iso(nextReportMs(timing, at('2026-03-28T12:00:00Z')))).toBe('2026-03-29T01:00:00.000Z');
    const first = nextReportMs(timing, at('2026-10-24T12:00:00Z'));
    expect(iso(first)).toBe('2026-10-25T00:00:00.000Z');
    expect(iso(nextReportMs(timing, first))).toBe('2026-10-26T01:00:00.000Z');
  });
});

describe('of what', () => {
  test.each([
    ['daily', '2026-03-04T06:00:00Z', '2026-03-02T23:00:00.000Z', '2026-03-03T23:00:00.000Z'],
    ['weekly', '2026-03-04T06:00:00Z', '2026-02-22T23:00:00.000Z', '2026-03-01T23:00:00.000Z'],
    ['monthly', '2026-04-01T06:00:00Z', '2026-02-28T23:00:00.000Z', '2026-03-31T22:00:00.000Z'],
    // The day in which the clock changes has 23 hours, or 25.
    ['daily', '2026-03-30T06:00:00Z', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['daily', '2026-10-26T06:00:00Z', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
  ] as const)('%s at %s tells of %s to %s', (cadence, now, from, to) => {
    const { fromMs, toMs } = lastPeriod({ cadence, timeZone: berlin }, at(now));
    expect([iso(fromMs), iso(toMs)]).toEqual([from, to]);
  });

  test('reports that follow each other tell of periods that touch, in any zone', () => {
    const zone = fc.constantFrom(
      berlin,
      'UTC',
      'America/New_York',
      'Asia/Kolkata',
      'Pacific/Apia',
      'America/Santiago',
    );
    const timing = fc.record({
      cadence: fc.constantFrom(...reportCadences),
      timeZone: zone,
      hour: fc.integer({ min: 0, max: 23 }),
    });
    const instant = fc.integer({ min: at('2024-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') });
    fc.assert(
      fc.property(timing, instant, (how, fromMs) => {
        const first = nextReportMs(how, fromMs);
        const second = nextReportMs(how, first);
        expect(first).toBeGreaterThan(fromMs);
        const [one, other] = [lastPeriod(how, first), lastPeriod(how, second)];
        expect(one.toMs).toBe(other.fromMs);
        expect(one.toMs).toBeLessThanOrEqual(first);
        expect(one.fromMs).toBeLessThan(one.toMs);
      }),
      { numRuns: 200 },
    );
  });
});

test('whoever was away for ten reports is told of the last', () => {
  const timing = { cadence: 'daily', timeZone: 'UTC', hour: 9 } as const;
  const due = at('2026-03-01T09:00:00Z');
  expect(iso(lastDueMs(timing, due, at('2026-03-01T10:00:00Z')))).toBe('2026-03-01T09:00:00.000Z');
  expect(iso(lastDueMs(timing, due, at('2026-03-11T08:59:59Z')))).toBe('2026-03-10T09:00:00.000Z');
  expect(iso(lastDueMs(timing, due, at('2029-03-11T09:00:00Z')))).toBe('2029-03-11T09:00:00.000Z');
});
