import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spanStates } from '@/lib/monitors/constants';
import { clip, computeUptime, type Interval, toIntervals } from '@/lib/spans/rules/uptime';

const day = 86_400_000;
const window = { fromMs: 0, toMs: day };

function story(...parts: [Interval['state'], number][]): Interval[] {
  let at = 0;
  return parts.map(([state, ms]) => {
    const fromMs = at;
    at += ms;
    return { state, fromMs, toMs: at };
  });
}

test('one second down in ten years is not 100 %', () => {
  const years = 3650 * day;
  const { uptimeRatio } = computeUptime(story(['up', years - 1000], ['down', 1000]), {
    fromMs: 0,
    toMs: years,
  });
  expect(uptimeRatio).toBe(0.999999);
});

test('degraded counts as up, paused and unknown time as nothing but missing coverage', () => {
  const intervals = story(['up', day / 4], ['degraded', day / 4], ['paused', day / 4], ['unknown', day / 4]);
  expect(computeUptime(intervals, window)).toMatchObject({ uptimeRatio: 1, coverageRatio: 0.5, downMs: 0 });
  const strict = computeUptime(intervals, window, {
    degradedCountsAs: 'down',
    maintenanceCountsAs: 'nothing',
  });
  expect(strict.uptimeRatio).toBe(0.5);
});

test('without watched time there is no ratio', () => {
  expect(computeUptime([], window)).toMatchObject({
    uptimeRatio: null,
    coverageRatio: 0,
    mttrMs: null,
    mtbfMs: null,
  });
});

test('an outage around a gap is one outage, as long as it was seen', () => {
  const intervals = story(
    ['up', 1000],
    ['down', 100],
    ['unknown', 500],
    ['down', 200],
    ['up', 1000],
    ['down', 50],
  );
  const { outages, longestOutageMs, mttrMs } = computeUptime(intervals, { fromMs: 0, toMs: 2850 });
  expect(outages).toEqual([
    { fromMs: 1000, toMs: 1800, downMs: 300, isOver: true },
    { fromMs: 2800, toMs: 2850, downMs: 50, isOver: false },
  ]);
  expect({ longestOutageMs, mttrMs }).toEqual({ longestOutageMs: 300, mttrMs: 300 });
});

test('past what the last check vouches for, an open span is unknown', () => {
  const spans = [{ state: 'up' as const, startedAtMs: 0, endedAtMs: null }];
  expect(toIntervals(spans, 600, 1000)).toEqual([
    { state: 'up', fromMs: 0, toMs: 600 },
    { state: 'unknown', fromMs: 600, toMs: 1000 },
  ]);
  expect(toIntervals(spans, 1600, 1000)).toEqual([{ state: 'up', fromMs: 0, toMs: 1000 }]);
});

test('whatever happened, ratios lie between 0 and 1, and 1 is said only of no downtime at all', () => {
  const parts = fc.array(fc.tuple(fc.constantFrom(...spanStates), fc.integer({ min: 1, max: day })), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(
      parts,
      fc.integer({ min: 0, max: day }),
      fc.integer({ min: 1, max: 10 * day }),
      (list, from, length) => {
        const bounds = { fromMs: from, toMs: from + length };
        const { uptimeRatio, coverageRatio, downMs, upMs, outages } = computeUptime(
          clip(story(...list), bounds.fromMs, bounds.toMs),
          bounds,
        );
        expect(coverageRatio).toBeGreaterThanOrEqual(0);
        expect(coverageRatio).toBeLessThanOrEqual(1);
        if (uptimeRatio !== null) {
          expect(uptimeRatio).toBeGreaterThanOrEqual(0);
          expect(uptimeRatio).toBeLessThanOrEqual(1);
          if (downMs > 0) expect(uptimeRatio).toBeLessThan(1);
        }
        expect(upMs + downMs).toBeLessThanOrEqual(length);
        expect(outages.reduce((sum, outage) => sum + outage.downMs, 0)).toBe(downMs);
      },
    ),
  );
});
