import { expect, test } from 'vitest';
import { isLone, niceTop, timeTicks, toPoints } from '@/components/charts/series';
import type { ResponseTimeBucket } from '@/lib/rollups/schema';

const minute = 60_000;

function bucket(atMs: number, ms: number | null): ResponseTimeBucket {
  return {
    at: new Date(atMs).toISOString(),
    min_ms: ms,
    p50_ms: ms,
    p95_ms: ms,
    p99_ms: ms,
    max_ms: ms,
    checks: 1,
    failures: ms === null ? 1 : 0,
  };
}

test('a missing bucket becomes an empty point, so that no line crosses the gap', () => {
  const points = toPoints([bucket(0, 10), bucket(minute, 12), bucket(5 * minute, 11)], minute);
  expect(points.map((point) => [point.atMs / minute, point.p50])).toEqual([
    [0, 10],
    [1, 12],
    [2, null],
    [5, 11],
  ]);
});

test('a bucket where every check failed has failures and no times', () => {
  expect(toPoints([bucket(0, null)], minute)).toEqual([
    { atMs: 0, p50: null, p95: null, band: null, checks: 1, failures: 1 },
  ]);
});

test('ticks of a day stand on round hours of the viewer’s zone', () => {
  const offset = -330; // India: UTC+5:30
  const ticks = timeTicks(0, 24 * 60 * minute, 8, offset);
  expect(ticks.length).toBeLessThanOrEqual(8);
  for (const tick of ticks) expect((tick - offset * minute) % (3 * 60 * minute)).toBe(0);
});

test('the axis ends on a round number that is not below the data', () => {
  expect([1, 87, 101, 420, 1200].map(niceTop)).toEqual([1, 100, 150, 500, 1500]);
  expect(niceTop(0)).toBe(100);
});

test('a time between two gaps is told apart, since no line would show it', () => {
  const points = toPoints([bucket(0, 10), bucket(minute, 12), bucket(9 * minute, 11)], minute);
  expect(points.map((_, index) => isLone(points, index))).toEqual([false, false, false, true]);
});
