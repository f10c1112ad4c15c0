import fc from 'fast-check';
import { expect, test } from 'vitest';
import { laySpans } from '@/lib/pipeline/rules/lay-spans';

const interval = (startedAtMs: number, endedAtMs: number, cause: string | null = null) => ({
  startedAtMs,
  endedAtMs,
  cause,
});

test('down in outages, unknown where nobody watched, up otherwise', () => {
  expect(laySpans(0, 100, [interval(10, 20, 'timeout')], [interval(40, 50)])).toEqual([
    { state: 'up', startedAtMs: 0, endedAtMs: 10, cause: null },
    { state: 'down', startedAtMs: 10, endedAtMs: 20, cause: 'timeout' },
    { state: 'up', startedAtMs: 20, endedAtMs: 40, cause: null },
    { state: 'unknown', startedAtMs: 40, endedAtMs: 50, cause: null },
    { state: 'up', startedAtMs: 50, endedAtMs: null, cause: null },
  ]);
});

test('an outage in a gap was seen by nobody', () => {
  expect(
    laySpans(0, 100, [interval(10, 30, 'timeout')], [interval(5, 20)]).map(({ state }) => state),
  ).toEqual(['up', 'unknown', 'down', 'up']);
});

test('whatever is laid, there is no hole, no overlap, no empty span, and one open one', () => {
  const intervals = fc.array(
    fc
      .tuple(fc.integer({ min: -50, max: 150 }), fc.integer({ min: 1, max: 60 }))
      .map(([start, length]) => interval(start, start + length, 'x')),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(intervals, intervals, (outages, unwatched) => {
      const spans = laySpans(0, 100, outages, unwatched);
      expect(spans[0]?.startedAtMs).toBe(0);
      expect(spans.filter(({ endedAtMs }) => endedAtMs === null)).toHaveLength(1);
      expect(spans.at(-1)?.endedAtMs).toBeNull();
      for (const [index, span] of spans.entries()) {
        if (span.endedAtMs !== null) expect(span.endedAtMs).toBeGreaterThan(span.startedAtMs);
        expect(spans[index + 1]?.startedAtMs ?? span.endedAtMs).toBe(span.endedAtMs);
      }
    }),
  );
});
