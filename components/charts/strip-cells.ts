import { type DrawnState, stateWords, worstOf } from '@/components/state/states';
import { durationWords } from '@/components/time/words';

export type StripSpan = { state: DrawnState; fromMs: number; toMs: number };
export type StripCell = { state: DrawnState; fromMs: number; toMs: number };

/** Cuts a period into equal cells; each shows the worst state it touches, so that no short outage is drawn away. */
export function stripCells(
  spans: readonly StripSpan[],
  fromMs: number,
  toMs: number,
  count: number,
): StripCell[] {
  const width = (toMs - fromMs) / count;
  return Array.from({ length: count }, (_, index) => {
    const cellFrom = fromMs + index * width;
    const cellTo = cellFrom + width;
    const touched = spans
      .filter((span) => span.fromMs < cellTo && span.toMs > cellFrom)
      .map((span) => span.state);
    return { state: worstOf(touched) ?? 'unknown', fromMs: cellFrom, toMs: cellTo };
  });
}

/** The strip in words: how long each state lasted within the period, the longest first. */
export function stripWords(spans: readonly StripSpan[], fromMs: number, toMs: number): string {
  const seconds = new Map<DrawnState, number>();
  for (const span of spans) {
    const inside = Math.min(span.toMs, toMs) - Math.max(span.fromMs, fromMs);
    if (inside > 0) seconds.set(span.state, (seconds.get(span.state) ?? 0) + inside / 1000);
  }
  if (seconds.size === 0) return 'not monitored';
  return [...seconds]
    .sort((a, b) => b[1] - a[1])
    .map(([state, total]) => `${stateWords[state].toLowerCase()} ${durationWords(total, 'short')}`)
    .join(', ');
}
