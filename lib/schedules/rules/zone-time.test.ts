import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstInstantOf, zoneClock } from '@/lib/schedules/rules/zone-time';

const at = (text: string) => Date.parse(text);
const berlin = zoneClock('Europe/Berlin');

test('offsets are those of Intl at any instant, also where two changes are a week apart', () => {
  const zones = [
    'America/Recife',
    'Asia/Gaza',
    'Africa/Casablanca',
    'America/Argentina/Tucuman',
    'Antarctica/Troll',
  ];
  const minute = fc.integer({ min: Date.UTC(1999, 0, 1) / 60_000, max: Date.UTC(2008, 0, 1) / 60_000 });
  for (const zone of zones) {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    const offsetOf = (ms: number) => {
      const [, sign, hours = 0, minutes = 0] = /GMT(?:([+-])(\d+):(\d+))?/.exec(format.format(ms)) ?? [];
      return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000 + 0;
    };
    const week = at('2000-10-08T00:00:00Z');
    for (let ms = week; ms < week + 10 * 86_400_000; ms += 1_800_000) {
      expect(zoneClock(zone).segmentAt(ms).offsetMs).toBe(offsetOf(ms));
    }
    fc.assert(
      fc.property(minute, (count) => {
        const ms = count * 60_000;
        const { fromMs, toMs, offsetMs } = zoneClock(zone).segmentAt(ms);
        expect(offsetMs).toBe(offsetOf(ms));
        expect(fromMs <= ms && ms < toMs).toBe(true);
        expect([offsetOf(fromMs), offsetOf(toMs - 1)]).toEqual([offsetMs, offsetMs]);
      }),
    );
  }
});

test('a wall time that is shown twice stands at its first instant', () => {
  expect(firstInstantOf(berlin, at('2025-10-26T02:30:00Z'))).toEqual({
    ms: at('2025-10-26T00:30:00Z'),
    gapMs: 0,
  });
  expect(firstInstantOf(berlin, at('2025-10-26T03:00:00Z'))).toEqual({
    ms: at('2025-10-26T02:00:00Z'),
    gapMs: 0,
  });
});

test('a wall time that is never shown stands at the end of its gap', () => {
  const end = at('2025-03-30T01:00:00Z');
  expect(firstInstantOf(berlin, at('2025-03-30T02:00:00Z'))).toEqual({ ms: end, gapMs: 3_600_000 });
  expect(firstInstantOf(berlin, at('2025-03-30T02:59:59Z'))).toEqual({ ms: end, gapMs: 3_600_000 });
  expect(firstInstantOf(berlin, at('2025-03-30T03:00:00Z'))).toEqual({ ms: end, gapMs: 0 });
});

test('an unknown zone is a bug of the caller', () => {
  expect(() => zoneClock('Mars/Olympus')).toThrow(RangeError);
});
