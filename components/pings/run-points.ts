import type { Point } from '@/components/charts/series';
import type { RunTimesView } from '@/lib/pings/schema';

/** A job does not call to the second: one empty bucket is no gap yet, two are. */
const gapSteps = 2.5;

/** Buckets as points, with an empty point in each gap, so that it is drawn as a gap. */
export function toRunPoints(buckets: RunTimesView['buckets'], stepMs: number): Point[] {
  const points: Point[] = [];
  for (const { at, min_ms, max_ms, p50_ms, p95_ms, runs, failures } of buckets) {
    const atMs = Date.parse(at);
    const previous = points.at(-1);
    if (previous && atMs - previous.atMs > stepMs * gapSteps) {
      points.push({ atMs: previous.atMs + stepMs, p50: null, p95: null, band: null, checks: 0, failures: 0 });
    }
    const band: Point['band'] = min_ms === null || max_ms === null ? null : [min_ms, max_ms];
    points.push({ atMs, p50: p50_ms, p95: p95_ms, band, checks: runs, failures });
  }
  return points;
}
