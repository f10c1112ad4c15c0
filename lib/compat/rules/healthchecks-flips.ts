import { toSeconds } from '@/lib/compat/rules/healthchecks-check';
import type { SpanState } from '@/lib/monitors/constants';

export type Flip = { timestamp: string | null; up: 0 | 1 };
export type FlipWindow = { fromMs: number; toMs: number };

const latestSecond = 10_000_000_000;
const longestSeconds = 31_536_000;

/** `start` and `end` are Unix seconds, `seconds` counts back from now. Null where one of them is none. */
export function readFlipWindow(query: URLSearchParams, nowMs: number): FlipWindow | null {
  const start = readWhole(query.get('start'), latestSecond);
  const end = readWhole(query.get('end'), latestSecond);
  const seconds = readWhole(query.get('seconds'), longestSeconds);
  if (start === null || end === null || seconds === null) return null;
  return {
    fromMs: Math.max((start ?? 0) * 1000, seconds === undefined ? 0 : nowMs - seconds * 1000),
    toMs: end === undefined ? Number.POSITIVE_INFINITY : end * 1000,
  };
}

function readWhole(text: string | null, max: number): number | null | undefined {
  if (text === null || text === '') return undefined;
  const value = /^\d{1,11}$/.test(text) ? Number(text) : Number.NaN;
  return value <= max ? value : null;
}

/** When it went up, and when it no longer was; the newest first. Time that nobody watched is no flip. */
export function toFlips(
  spans: readonly { state: SpanState; started_at: string }[],
  { fromMs, toMs }: FlipWindow,
): Flip[] {
  const flips: Flip[] = [];
  let before: 0 | 1 | null = null;
  for (const span of spans) {
    const up = upness(span.state);
    if (up === null || up === before) continue;
    before = up;
    const atMs = Date.parse(span.started_at);
    if (atMs >= fromMs && atMs < toMs) flips.push({ timestamp: toSeconds(span.started_at), up });
  }
  return flips.reverse();
}

function upness(state: SpanState): 0 | 1 | null {
  switch (state) {
    case 'up':
    case 'degraded':
      return 1;
    case 'down':
    case 'paused':
      return 0;
    case 'maintenance':
    case 'unknown':
      return null;
  }
}
