import type { SpanState } from '@/lib/monitors/constants';

type StoredSpan = { state: SpanState; startedAtMs: number; endedAtMs: number | null };

const cells = 24;
const cellMs = 3_600_000;
export const stripMs = cells * cellMs;

/**
 * The 24 hours before an instant, the oldest first. A cell is down or degraded where any of it was; else it is what
 * it was for most of the time, for a minute that nobody watched makes no hour unknown. Null where nothing is known.
 */
export function dayStrip(spans: readonly StoredSpan[], atMs: number): (SpanState | null)[] {
  return Array.from({ length: cells }, (_, index) => {
    const fromMs = atMs - stripMs + index * cellMs;
    return stateOf(spans, fromMs, fromMs + cellMs);
  });
}

function stateOf(spans: readonly StoredSpan[], fromMs: number, toMs: number): SpanState | null {
  const spent = new Map<SpanState, number>();
  for (const { state, startedAtMs, endedAtMs } of spans) {
    const ms = Math.min(endedAtMs ?? toMs, toMs) - Math.max(startedAtMs, fromMs);
    if (ms > 0) spent.set(state, (spent.get(state) ?? 0) + ms);
  }
  if (spent.has('down')) return 'down';
  if (spent.has('degraded')) return 'degraded';
  const [longest] = [...spent].sort(([, one], [, other]) => other - one);
  return longest?.[0] ?? null;
}
