import type { ResponseTimeBucket } from '@/lib/rollups/schema';

export type Point = {
  atMs: number;
  p50: number | null;
  p95: number | null;
  band: [number, number] | null;
  checks: number;
  failures: number;
};

/** Buckets as points, with an empty point wherever a bucket is missing, so that a gap is drawn as a gap. */
export function toPoints(buckets: readonly ResponseTimeBucket[], stepMs: number): Point[] {
  const points: Point[] = [];
  for (const bucket of buckets) {
    const atMs = new Date(bucket.at).getTime();
    const previous = points.at(-1);
    if (previous && atMs - previous.atMs > stepMs * 1.5) points.push(emptyPoint(previous.atMs + stepMs));
    const hasBand = bucket.min_ms !== null && bucket.max_ms !== null;
    points.push({
      atMs,
      p50: bucket.p50_ms,
      p95: bucket.p95_ms,
      band: hasBand ? [bucket.min_ms ?? 0, bucket.max_ms ?? 0] : null,
      checks: bucket.checks,
      failures: bucket.failures,
    });
  }
  return points;
}

/** A time with gaps on both sides: no line reaches it, so it needs a mark of its own. */
export function isLone(points: readonly Point[], index: number): boolean {
  const hasTime = (at: number) => (points[at]?.p50 ?? null) !== null;
  return hasTime(index) && !hasTime(index - 1) && !hasTime(index + 1);
}

function emptyPoint(atMs: number): Point {
  return { atMs, p50: null, p95: null, band: null, checks: 0, failures: 0 };
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [
  minute,
  5 * minute,
  15 * minute,
  hour,
  3 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  7 * day,
  14 * day,
  30 * day,
];

/** At most `most` ticks on round instants of the viewer's day; `offsetMinutes` is what Date.getTimezoneOffset gives. */
export function timeTicks(fromMs: number, toMs: number, most: number, offsetMinutes: number): number[] {
  const step = steps.find((candidate) => (toMs - fromMs) / candidate <= most) ?? 30 * day;
  const shift = offsetMinutes * minute;
  const ticks: number[] = [];
  for (let at = Math.ceil((fromMs - shift) / step) * step + shift; at <= toMs; at += step) ticks.push(at);
  return ticks;
}

/** A round upper end for an axis of milliseconds: 1, 2 or 5 times a power of ten. */
export function niceTop(value: number): number {
  if (value <= 0) return 100;
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((candidate) => candidate * power >= value) ?? 10;
  return factor * power;
}
