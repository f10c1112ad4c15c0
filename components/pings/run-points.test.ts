import { expect, test } from 'vitest';
import { toRunPoints } from '@/components/pings/run-points';

const hour = 3_600_000;

function bucket(hours: number, ms: number | null) {
  const at = new Date(hours * hour).toISOString();
  return { at, min_ms: ms, p50_ms: ms, p95_ms: ms, max_ms: ms, runs: 1, failures: ms === null ? 1 : 0 };
}

test('one empty bucket between two runs is jitter, more is a gap that no line crosses', () => {
  const points = toRunPoints([bucket(0, 10), bucket(2, 12), bucket(5, 11), bucket(6, null)], hour);
  expect(points.map(({ atMs, p50 }) => [atMs / hour, p50])).toEqual([
    [0, 10],
    [2, 12],
    [3, null],
    [5, 11],
    [6, null],
  ]);
  expect(points.at(-1)).toMatchObject({ checks: 1, failures: 1, band: null });
});
