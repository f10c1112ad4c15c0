import { type Histogram, mergeHistograms, quantileUs } from '@/lib/rollups/rules/latency-buckets';
import type { ResponseTimeBucket } from '@/lib/rollups/schema';

/** Counts and latencies of one stretch of time and one region. */
export type Part = {
  at_ms: number;
  up: number;
  degraded: number;
  down: number;
  unknown: number;
  min_us: number | null;
  max_us: number | null;
  histogram: Histogram;
};

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const stepsMs = [
  minuteMs,
  2 * minuteMs,
  5 * minuteMs,
  10 * minuteMs,
  15 * minuteMs,
  30 * minuteMs,
  hourMs,
  2 * hourMs,
  3 * hourMs,
  6 * hourMs,
  12 * hourMs,
  dayMs,
  2 * dayMs,
  7 * dayMs,
  14 * dayMs,
  30 * dayMs,
  90 * dayMs,
];

/** The smallest round step that needs no more buckets than wanted, and no less than the source can tell apart. */
export function stepMs(windowMs: number, points: number, sourceMs: number): number {
  const fits = stepsMs.find((step) => step >= sourceMs && windowMs / step <= points);
  return fits ?? Math.max(sourceMs, 90 * dayMs);
}

/** Parts into buckets of `step` counted from the epoch; empty ones are left out. */
export function toBuckets(parts: readonly Part[], step: number): ResponseTimeBucket[] {
  const groups = new Map<number, Part[]>();
  for (const part of parts) {
    const at = Math.floor(part.at_ms / step) * step;
    const group = groups.get(at);
    if (group === undefined) groups.set(at, [part]);
    else group.push(part);
  }
  return [...groups]
    .sort(([one], [other]) => one - other)
    .map(([at, group]) => ({ at: new Date(at).toISOString(), ...summarize(group) }));
}

export function summarize(parts: readonly Part[]): Omit<ResponseTimeBucket, 'at'> {
  const histogram = mergeHistograms(parts.map((part) => part.histogram));
  const minima = parts.flatMap(({ min_us }) => min_us ?? []);
  const maxima = parts.flatMap(({ max_us }) => max_us ?? []);
  const min = minima.length === 0 ? null : Math.min(...minima);
  const max = maxima.length === 0 ? null : Math.max(...maxima);
  // The middle of a bucket may lie outside of what was seen; the extremes are exact.
  const clamp = (us: number | null) =>
    us === null || min === null || max === null ? us : Math.min(max, Math.max(min, us));
  const quantile = (q: number) => toMs(clamp(quantileUs(histogram, q)));
  return {
    min_ms: toMs(min),
    p50_ms: quantile(0.5),
    p95_ms: quantile(0.95),
    p99_ms: quantile(0.99),
    max_ms: toMs(max),
    checks: sum(parts, ({ up, degraded, down, unknown }) => up + degraded + down + unknown),
    failures: sum(parts, ({ down }) => down),
  };
}

function sum(parts: readonly Part[], pick: (part: Part) => number): number {
  return parts.reduce((total, part) => total + pick(part), 0);
}

/** Microseconds to milliseconds, to the hundredth. */
function toMs(us: number | null): number | null {
  return us === null ? null : Math.round(us / 10) / 100;
}
