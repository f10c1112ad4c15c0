import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quietUntil } from '@/lib/policies/rules/quiet-hours';
import type { QuietHours } from '@/lib/policies/schema';

const everyDay = [1, 2, 3, 4, 5, 6, 7];

function quiet(extra: Partial<QuietHours> = {}): QuietHours {
  return {
    time_zone: 'Europe/Berlin',
    days: everyDay,
    from: '22:00',
    to: '07:00',
    except_critical: true,
    ...extra,
  };
}

const until = (hours: QuietHours, at: string) => quietUntil(hours, new Date(at))?.toISOString() ?? null;

describe('when quiet hours end', () => {
  test.for<[string, QuietHours, string, string | null]>([
    ['before they begin', quiet(), '2026-01-15T20:59:59Z', null],
    ['as they begin', quiet(), '2026-01-15T21:00:00Z', '2026-01-16T06:00:00.000Z'],
    ['after midnight', quiet(), '2026-01-16T02:00:00Z', '2026-01-16T06:00:00.000Z'],
    ['as they end', quiet(), '2026-01-16T06:00:00Z', null],
    [
      'the night of the spring change is an hour shorter',
      quiet(),
      '2026-03-28T21:00:00Z',
      '2026-03-29T05:00:00.000Z',
    ],
    [
      'the night of the autumn change is an hour longer',
      quiet(),
      '2026-10-24T20:00:00Z',
      '2026-10-25T06:00:00.000Z',
    ],
    [
      'an end in the gap is the end of the gap',
      quiet({ to: '02:30' }),
      '2026-03-29T00:59:00Z',
      '2026-03-29T01:00:00.000Z',
    ],
    [
      'an end that is shown twice is the first',
      quiet({ to: '02:30' }),
      '2026-10-25T00:29:00Z',
      '2026-10-25T00:30:00.000Z',
    ],
    ['is over at its second showing', quiet({ to: '02:30' }), '2026-10-25T01:29:00Z', null],
    // 2026-01-16 is a Friday.
    [
      'Friday’s hours last into Saturday',
      quiet({ days: [5] }),
      '2026-01-17T03:00:00Z',
      '2026-01-17T06:00:00.000Z',
    ],
    ['Saturday has none of its own', quiet({ days: [5] }), '2026-01-17T22:00:00Z', null],
    ['Friday morning is Thursday’s night', quiet({ days: [5] }), '2026-01-16T03:00:00Z', null],
    [
      'the same time twice is a whole day',
      quiet({ days: [5], from: '08:00', to: '08:00' }),
      '2026-01-17T06:59:00Z',
      '2026-01-17T07:00:00.000Z',
    ],
    [
      'within a day',
      quiet({ from: '12:00', to: '13:30' }),
      '2026-01-16T11:30:00Z',
      '2026-01-16T12:30:00.000Z',
    ],
    [
      'two whole days that adjoin end together',
      quiet({ days: [6, 7], from: '00:00', to: '00:00' }),
      '2026-01-17T12:00:00Z',
      '2026-01-18T23:00:00.000Z',
    ],
    [
      'half-hour zones',
      quiet({ time_zone: 'Asia/Kolkata' }),
      '2026-01-16T16:30:00Z',
      '2026-01-17T01:30:00.000Z',
    ],
  ])('%s', ([, hours, at, expected]) => {
    expect(until(hours, at)).toBe(expected);
  });
});

const minutes = fc.integer({ min: 0, max: 1439 });
const timeOf = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const anyQuiet = fc.record({
  time_zone: fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kolkata',
  ),
  days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  from: minutes.map(timeOf),
  to: minutes.map(timeOf),
  except_critical: fc.boolean(),
});
const anyInstant = fc.date({
  min: new Date('2026-01-01T00:00:00Z'),
  max: new Date('2027-12-31T00:00:00Z'),
  noInvalidDate: true,
});

test('an end lies ahead, and every instant before it has the same end', () => {
  fc.assert(
    fc.property(anyQuiet, anyInstant, fc.double({ min: 0, max: 0.999, noNaN: true }), (hours, at, part) => {
      const end = quietUntil(hours, at);
      if (end === null) return;
      expect(end.getTime()).toBeGreaterThan(at.getTime());
      const between = new Date(at.getTime() + Math.floor((end.getTime() - at.getTime()) * part));
      const later = quietUntil(hours, between);
      // Hours that never end are looked up for a week from wherever one stands.
      expect(later?.getTime() ?? 0).toBeGreaterThanOrEqual(end.getTime());
    }),
  );
});

test('only on days that are named, by the clock of the zone', () => {
  const local = (at: Date, time_zone: string) =>
    new Intl.DateTimeFormat('en-GB', {
      timeZone: time_zone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(at);
  fc.assert(
    fc.property(anyQuiet, anyInstant, (hours, at) => {
      if (hours.days.length < 7 || hours.from >= hours.to) return;
      const shown = local(at, hours.time_zone);
      const isInside = hours.from <= shown && shown < hours.to;
      const offsets = [-3, 3].map((shift) =>
        local(new Date(at.getTime() + shift * 3_600_000), hours.time_zone).slice(3),
      );
      // Away from changes of the clock, the wall clock alone decides.
      if (new Set([...offsets, shown.slice(3)]).size > 1 || isNearChange(at, hours.time_zone)) return;
      expect(quietUntil(hours, at) !== null).toBe(isInside);
    }),
    { numRuns: 500 },
  );
});

function isNearChange(at: Date, timeZone: string): boolean {
  const offset = (ms: number) =>
    new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'longOffset' })
      .formatToParts(ms)
      .find(({ type }) => type === 'timeZoneName')?.value;
  return offset(at.getTime() - 86_400_000) !== offset(at.getTime() + 86_400_000);
}
