import type { ImportedCheck, ImportedOutage, ImportHistoryInput } from '@/lib/pipeline/schema';

const minuteMs = 60_000;
const dayMs = 86_400_000;

export type Temper = {
  /** The median time of an answer. */
  usualMs: number;
  /** Outages a month, on average. */
  outages: number;
  /** Share of the checks that are slow enough to count as degraded. */
  slowShare: number;
};

/** Mulberry32: the same seed gives the same history. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const reasons = [
  { cause: 'http_status', error: 'The status was 503, expected 2xx.', status: 503 },
  { cause: 'timeout', error: 'There was no complete answer within 10 s (it stopped at wait).', status: null },
  { cause: 'connect_refused', error: 'Connecting failed: connection refused.', status: null },
] as const;

/**
 * A made-up past for one monitor: outages and one gap in which nobody watched; in the last month also checks, every ten minutes, every two
 * of late. It is marked as demo data wherever it is shown.
 */
export function makeHistory(
  temper: Temper,
  days: number,
  nowMs: number,
  seed: number,
): Omit<ImportHistoryInput, 'monitor_id'> {
  const random = createRandom(seed);
  const startMs = Math.floor((nowMs - days * dayMs) / (10 * minuteMs)) * 10 * minuteMs;
  const outages = makeOutages(temper, startMs, nowMs, random);
  const gapStartMs = startMs + Math.floor(days * (0.3 + 0.3 * random())) * dayMs;
  const gap = { started_at: iso(gapStartMs), ended_at: iso(gapStartMs + 50 * minuteMs) };
  const checks: ImportedCheck[] = [];
  const checkedMs = Math.max(startMs, startMs + (days - 30) * dayMs);
  for (let atMs = checkedMs; atMs < nowMs; atMs += atMs < nowMs - 2 * dayMs ? 10 * minuteMs : 2 * minuteMs) {
    if (atMs >= gapStartMs && atMs < gapStartMs + 50 * minuteMs) continue;
    checks.push(makeCheck(temper, atMs, outages, random));
  }
  return {
    note: 'Demo data: made up by `npm run demo`, not seen by a check.',
    started_at: iso(startMs),
    checks,
    outages,
    unwatched: [gap],
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function makeOutages(temper: Temper, startMs: number, nowMs: number, random: () => number): ImportedOutage[] {
  const months = (nowMs - startMs) / (30 * dayMs);
  const count = Math.round(temper.outages * months);
  const slice = (nowMs - startMs) / Math.max(1, count);
  return Array.from({ length: count }, (_, index) => {
    const beganMs = startMs + slice * index + slice * (0.15 + 0.6 * random());
    const lengthMs = Math.min(slice * 0.2, (4 + 90 * random() ** 3) * minuteMs);
    const reason = reasons[Math.floor(random() * reasons.length)] ?? reasons[0];
    return {
      started_at: iso(beganMs),
      ended_at: iso(beganMs + lengthMs),
      cause: reason.cause,
      error: reason.error,
    };
  });
}

function makeCheck(
  temper: Temper,
  atMs: number,
  outages: readonly ImportedOutage[],
  random: () => number,
): ImportedCheck {
  const at = iso(atMs);
  const outage = outages.find(({ started_at, ended_at }) => started_at <= at && at < ended_at);
  const busy = 1 + 0.35 * Math.sin(((atMs % dayMs) / dayMs) * 2 * Math.PI - 1);
  const isSlow = random() < temper.slowShare;
  const waitMs = temper.usualMs * busy * (0.75 + 0.5 * random()) * (isSlow ? 6 : 1);
  if (outage !== undefined) {
    const reason = reasons.find(({ cause }) => cause === outage.cause);
    return {
      at,
      result: 'down',
      cause: outage.cause,
      error: outage.error,
      http_status: reason?.status ?? null,
      wait_ms: outage.cause === 'timeout' ? 10_000 : waitMs,
    };
  }
  return {
    at,
    result: isSlow ? 'degraded' : 'up',
    cause: isSlow ? 'latency' : null,
    error: null,
    http_status: 200,
    wait_ms: waitMs,
  };
}
