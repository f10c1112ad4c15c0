import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  findTimingFault,
  nextWindow,
  settleStart,
  type Timing,
  windowsAfter,
} from '@/lib/maintenance/rules/windows';

const at = (iso: string) => Date.parse(iso);
const cron = (
  expression: string,
  durationMinutes: number,
  timeZone = 'UTC',
  until: string | null = null,
): Timing => ({
  kind: 'recurring',
  schedule: { kind: 'cron', expression, time_zone: timeZone },
  durationMinutes,
  untilMs: until === null ? null : at(until),
});
const calendar = (expression: string, durationMinutes: number): Timing => ({
  kind: 'recurring',
  schedule: { kind: 'oncalendar', expression, time_zone: 'UTC' },
  durationMinutes,
  untilMs: null,
});
const once = (from: string, to: string): Timing => ({ kind: 'once', startsAtMs: at(from), endsAtMs: at(to) });
const told = (timing: Timing, after: string, max = 3) =>
  windowsAfter(timing, at(after), max).map(({ startsAtMs, endsAtMs }) => [
    new Date(startsAtMs).toISOString().slice(0, 16),
    new Date(endsAtMs).toISOString().slice(0, 16),
  ]);

describe('the windows', () => {
  test('of a one-off are one, and none once it has begun', () => {
    const timing = once('2026-03-01T10:00Z', '2026-03-01T11:00Z');
    expect(told(timing, '2026-03-01T09:00Z')).toEqual([['2026-03-01T10:00', '2026-03-01T11:00']]);
    expect(told(timing, '2026-03-01T10:00Z')).toEqual([]);
  });

  test.each<[string, Timing, string, string[][]]>([
    [
      'every week',
      cron('0 2 * * 0', 120),
      '2026-03-01T00:00Z',
      [
        ['2026-03-01T02:00', '2026-03-01T04:00'],
        ['2026-03-08T02:00', '2026-03-08T04:00'],
        ['2026-03-15T02:00', '2026-03-15T04:00'],
      ],
    ],
    [
      'every month, where a month lacks the day it is left out',
      cron('0 0 31 * *', 60),
      '2026-01-31T00:00Z',
      [
        ['2026-03-31T00:00', '2026-03-31T01:00'],
        ['2026-05-31T00:00', '2026-05-31T01:00'],
        ['2026-07-31T00:00', '2026-07-31T01:00'],
      ],
    ],
    [
      'until a day',
      cron('0 2 * * *', 60, 'UTC', '2026-03-02T02:00Z'),
      '2026-03-01T00:00Z',
      [
        ['2026-03-01T02:00', '2026-03-01T03:00'],
        ['2026-03-02T02:00', '2026-03-02T03:00'],
      ],
    ],
    [
      'by a calendar event of systemd',
      calendar('Mon *-*-01..07 03:00', 30),
      '2026-03-01T00:00Z',
      [
        ['2026-03-02T03:00', '2026-03-02T03:30'],
        ['2026-04-06T03:00', '2026-04-06T03:30'],
        ['2026-05-04T03:00', '2026-05-04T03:30'],
      ],
    ],
    [
      'at an hour that the clocks skip, begin when the hour that follows does and last as long as ever',
      cron('30 2 * * *', 60, 'Europe/Berlin'),
      '2026-03-28T00:00Z',
      [
        ['2026-03-28T01:30', '2026-03-28T02:30'],
        ['2026-03-29T01:00', '2026-03-29T02:00'],
        ['2026-03-30T00:30', '2026-03-30T01:30'],
      ],
    ],
    [
      'at an hour that the clocks repeat, come once and last as long as ever',
      cron('30 2 * * *', 60, 'Europe/Berlin'),
      '2026-10-24T12:00Z',
      [
        ['2026-10-25T00:30', '2026-10-25T01:30'],
        ['2026-10-26T01:30', '2026-10-26T02:30'],
        ['2026-10-27T01:30', '2026-10-27T02:30'],
      ],
    ],
  ])('%s', (_, timing, after, windows) => {
    expect(told(timing, after)).toEqual(windows);
  });
});

describe('is refused', () => {
  const now = at('2026-02-01T12:00Z');
  test.each<[string, Timing, ReturnType<typeof findTimingFault>]>([
    ['nothing that can be done', once('2026-02-01T13:00Z', '2026-02-01T14:00Z'), null],
    ['nothing that began a moment ago', once('2026-02-01T11:56Z', '2026-02-01T14:00Z'), null],
    [
      'an end before the start',
      once('2026-02-01T14:00Z', '2026-02-01T13:00Z'),
      expect.objectContaining({ field: 'ends_at' }),
    ],
    [
      'more than 90 days',
      once('2026-02-02T00:00Z', '2026-05-04T00:00Z'),
      expect.objectContaining({ field: 'ends_at' }),
    ],
    [
      'what is over',
      once('2026-02-01T10:00Z', '2026-02-01T11:00Z'),
      expect.objectContaining({ field: 'ends_at' }),
    ],
    [
      'what would hide the past',
      once('2026-02-01T10:00Z', '2026-02-01T13:00Z'),
      expect.objectContaining({ field: 'starts_at' }),
    ],
    ['what never comes', cron('0 0 30 2 *', 60), expect.objectContaining({ field: 'schedule' })],
    [
      'what comes too late',
      cron('0 0 1 1 *', 60, 'UTC', '2026-12-01T00:00Z'),
      expect.objectContaining({ field: 'until' }),
    ],
    ['windows that overlap', cron('0 * * * *', 61), expect.objectContaining({ field: 'duration_minutes' })],
    [
      'windows that overlap now and then',
      cron('0 0 1,2 * *', 1441),
      expect.objectContaining({ field: 'duration_minutes' }),
    ],
    [
      'windows that overlap when the clocks go forward',
      cron('0 12 * * *', 1440, 'Europe/Berlin'),
      {
        field: 'duration_minutes',
        detail: 'windows would overlap: on 2026-03-28 the next one begins after 1380 minutes',
      },
    ],
    ['windows by the second', calendar('*:*:*', 1), expect.objectContaining({ field: 'duration_minutes' })],
    ['nothing where one ends as the next begins', cron('0 * * * *', 60), null],
    [
      'nothing where the one that would overlap comes no more',
      cron('0 0 1,2 * *', 2880, 'UTC', '2026-03-01T23:00Z'),
      null,
    ],
  ])('%s', (_, timing, fault) => {
    expect(findTimingFault(timing, now)).toEqual(fault);
  });
});

test('what began while the form was filled in begins now', () => {
  const now = at('2026-02-01T12:00Z');
  expect(settleStart(once('2026-02-01T11:56Z', '2026-02-01T14:00Z'), now)).toEqual(
    once('2026-02-01T12:00Z', '2026-02-01T14:00Z'),
  );
  const planned = once('2026-02-01T12:10Z', '2026-02-01T14:00Z');
  expect(settleStart(planned, now)).toBe(planned);
});

const zones = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Kathmandu',
);
const expressions = fc.oneof(
  fc.tuple(fc.nat(59), fc.nat(23)).map(([minute, hour]) => `${minute} ${hour} * * *`),
  fc.tuple(fc.nat(59), fc.nat(23), fc.nat(6)).map(([minute, hour, day]) => `${minute} ${hour} * * ${day}`),
  fc
    .tuple(fc.nat(59), fc.nat(23), fc.integer({ min: 1, max: 28 }))
    .map(([minute, hour, day]) => `${minute} ${hour} ${day} * *`),
  fc.integer({ min: 1, max: 23 }).map((hours) => `0 */${hours} * * *`),
);

test('laid one after another, windows ascend, last as long as they should, never overlap and are not refused in vain', () => {
  fc.assert(
    fc.property(
      expressions,
      zones,
      fc.integer({ min: 1, max: 10_080 }),
      fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2027-01-01T00:00Z') }),
      (expression, timeZone, minutes, nowMs) => {
        const timing = cron(expression, minutes, timeZone);
        const windows = windowsAfter(timing, nowMs, 400);
        let beforeMs = nowMs;
        for (const { startsAtMs, endsAtMs } of windows) {
          expect(startsAtMs).toBeGreaterThanOrEqual(beforeMs);
          expect(endsAtMs - startsAtMs).toBe(minutes * 60_000);
          beforeMs = endsAtMs;
        }
        if (findTimingFault(timing, nowMs) !== null) return;
        // None is skipped where nothing was to be refused: each is the next run after the one before.
        windows.slice(1).forEach((window, index) => {
          expect(nextWindow(timing, windows[index]?.startsAtMs ?? 0)).toEqual(window);
        });
      },
    ),
    { numRuns: 60 },
  );
});
