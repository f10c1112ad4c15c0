import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  latestCronMs,
  lossDelayMs,
  nextCronMs,
  parseDelayMs,
  parseDurationMs,
  parseRetryAfterMs,
  retryDelayMs,
} from '@/inngest/engine/rules/timing';

const at = (text: string) => Date.parse(text);
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

test.each([
  ['500ms', 500],
  ['15s', 15_000],
  ['1d2h30m10s', 95_410_000],
  ['1w', 604_800_000],
  ['', null],
  ['s', null],
  ['1.5h', null],
  ['1 h', null],
])('the duration %s is %s ms', (text, expected) => {
  expect(parseDurationMs(text)).toBe(expected);
});

test('a delay is a duration or the time until an instant, never less than nothing', () => {
  expect(parseDelayMs('2m', 0)).toBe(120_000);
  expect(parseDelayMs('2026-01-01T00:00:10.000Z', at('2026-01-01T00:00:00Z'))).toBe(10_000);
  expect(parseDelayMs('2026-01-01T00:00:00Z', at('2026-01-01T00:00:10Z'))).toBe(0);
  expect(parseDelayMs('soon', 0)).toBeNull();
});

test('Retry-After is seconds or a date, and a day at most', () => {
  const nowMs = at('2026-01-01T00:00:00Z');
  expect(parseRetryAfterMs('7', nowMs)).toBe(7_000);
  expect(parseRetryAfterMs('Thu, 01 Jan 2026 00:00:30 GMT', nowMs)).toBe(30_000);
  expect(parseRetryAfterMs('2026-01-01T00:01:00.000Z', nowMs)).toBe(60_000);
  expect(parseRetryAfterMs('99999999', nowMs)).toBe(86_400_000);
  expect(parseRetryAfterMs('later', nowMs)).toBeNull();
  expect(parseRetryAfterMs(null, nowMs)).toBeNull();
});

test('retries come later and later, within their jitter, and never stop coming', () => {
  const retry = fc.integer({ min: 1, max: 100 });
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(retry, random, random, (n, a, b) => {
      expect(retryDelayMs(n, a)).toBeGreaterThanOrEqual(900);
      expect(retryDelayMs(n, a)).toBeLessThanOrEqual(660_000);
      if (n < 6) expect(retryDelayMs(n + 1, b)).toBeGreaterThan(retryDelayMs(n, a));
    }),
  );
  expect([0, 1, 2, 5, 6, 40].map(lossDelayMs)).toEqual([1_000, 2_000, 4_000, 32_000, 60_000, 60_000]);
});

test('a cron is read in its zone, UTC without one, through both changes of the clock', () => {
  expect(iso(nextCronMs('0 9 * * *', at('2026-07-01T08:00:00Z')))).toBe('2026-07-01T09:00:00.000Z');
  expect(iso(nextCronMs('TZ=Europe/Paris 0 9 * * *', at('2026-07-01T00:00:00Z')))).toBe(
    '2026-07-01T07:00:00.000Z',
  );
  expect(iso(nextCronMs('TZ=Europe/Paris 0 9 * * *', at('2026-12-01T00:00:00Z')))).toBe(
    '2026-12-01T08:00:00.000Z',
  );
  // 02:30 does not exist on 29 March, and exists twice on 25 October.
  const inSpring = nextCronMs('TZ=Europe/Paris 30 2 * * *', at('2026-03-29T00:00:00Z'));
  expect(inSpring).toBeGreaterThan(at('2026-03-29T00:00:00Z'));
  const inAutumn = nextCronMs('TZ=Europe/Paris 30 2 * * *', at('2026-10-24T23:00:00Z')) ?? 0;
  expect(iso(nextCronMs('TZ=Europe/Paris 30 2 * * *', inAutumn))?.slice(0, 10)).toBe('2026-10-26');
});

test('the latest slot is the last one not after the instant, and its next is after it', () => {
  const crons = fc.constantFrom(
    '* * * * *',
    '*/7 * * * *',
    '0 * * * *',
    '15 3 * * 1',
    'TZ=America/New_York 30 2 * * *',
  );
  const instants = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-12-31T00:00:00Z') });
  fc.assert(
    fc.property(crons, instants, (cron, nowMs) => {
      const latest = latestCronMs(cron, nowMs) ?? Number.NaN;
      expect(latest).toBeLessThanOrEqual(nowMs);
      expect(nextCronMs(cron, latest)).toBeGreaterThan(nowMs);
    }),
    { numRuns: 200 },
  );
});

test.each(['61 * * * *', '* * * *', '* * * * * *', 'TZ=Nowhere/City * * * * *', 'whenever'])(
  '%s is no cron',
  (cron) => {
    expect(() => nextCronMs(cron, 0)).toThrow();
  },
);
