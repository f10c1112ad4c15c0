import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayStrip } from '@/lib/alerting/rules/day-strip';
import { spanStates } from '@/lib/monitors/constants';

const hour = 3_600_000;
const at = Date.UTC(2026, 2, 1, 12);
const span = (state: (typeof spanStates)[number], fromHours: number, toHours: number | null) => ({
  state,
  startedAtMs: at - fromHours * hour,
  endedAtMs: toHours === null ? null : at - toHours * hour,
});

test('a second of downtime marks its hour and no other', () => {
  const strip = dayStrip([span('up', 30, 5.5), span('down', 5.5, 5.4997), span('up', 5.4997, null)], at);
  expect(strip).toHaveLength(24);
  expect(strip.map((state, index) => (state === 'down' ? index : null)).filter((i) => i !== null)).toEqual([
    18,
  ]);
  expect(strip.filter((state) => state === 'up')).toHaveLength(23);
});

test('before its first span nothing is known, and a blink of not watching makes no hour unknown', () => {
  const strip = dayStrip([span('up', 3, 1.9), span('unknown', 1.9, 1.8), span('up', 1.8, null)], at);
  expect(strip.slice(0, 21)).toEqual(Array.from({ length: 21 }, () => null));
  expect(strip.slice(21)).toEqual(['up', 'up', 'up']);
});

test('what ends at the edge of an hour is no part of the next one', () => {
  expect(dayStrip([span('down', 2, 1), span('up', 1, null)], at).slice(-3)).toEqual([null, 'down', 'up']);
});

test('the same spans and instant give the same strip, whatever comes after the instant', () => {
  const spans = fc.array(
    fc.record({
      state: fc.constantFrom(...spanStates),
      startedAtMs: fc.integer({ min: at - 30 * hour, max: at }),
      endedAtMs: fc.option(fc.integer({ min: at - 30 * hour, max: at + 30 * hour })),
    }),
  );
  fc.assert(
    fc.property(spans, spans, (before, after) => {
      const later = after.map((one) => ({ ...one, startedAtMs: at + 1, endedAtMs: null }));
      expect(dayStrip([...before, ...later], at)).toEqual(dayStrip(before, at));
    }),
  );
});
