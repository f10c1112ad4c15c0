import type { SpanState } from '@/lib/monitors/constants';

/** An interval of a monitor's life, in milliseconds since the epoch; half open. */
export type Interval = { state: SpanState; fromMs: number; toMs: number };

/** Which states count as time up. Whatever is neither up nor down is left out of the ratio. */
export type UptimePolicy = {
  degradedCountsAs: 'up' | 'down' | 'nothing';
  maintenanceCountsAs: 'up' | 'nothing';
};

/** Degraded is an answer, hence up; maintenance, paused and unknown time say nothing. */
export const defaultUptimePolicy: UptimePolicy = { degradedCountsAs: 'up', maintenanceCountsAs: 'nothing' };

export type Outage = { fromMs: number; toMs: number; downMs: number; isOver: boolean };

export type Uptime = {
  /** Null where no time was monitored. Rounded down at six digits: never 1 when there was downtime. */
  uptimeRatio: number | null;
  /** The share of the window in which the monitor was watched; null of an empty window. Rounded down. */
  coverageRatio: number | null;
  upMs: number;
  downMs: number;
  degradedMs: number;
  outages: Outage[];
  longestOutageMs: number;
  /** Mean length of the outages that are over; null without one. */
  mttrMs: number | null;
  /** Mean time up per outage; null without one. */
  mtbfMs: number | null;
};

/**
 * The open span is known until `coveredUntilMs` only; what lies between that and now is unknown. A maintenance is known
 * without checks: it was announced. A span that ended at its beginning is nothing.
 */
export function toIntervals(
  spans: readonly { state: SpanState; startedAtMs: number; endedAtMs: number | null }[],
  coveredUntilMs: number | null,
  nowMs: number,
): Interval[] {
  return spans.flatMap(({ state, startedAtMs, endedAtMs }): Interval[] => {
    if (endedAtMs !== null) return nonEmpty({ state, fromMs: startedAtMs, toMs: endedAtMs });
    const vouchedMs = state === 'maintenance' ? nowMs : (coveredUntilMs ?? nowMs);
    const known = Math.min(nowMs, Math.max(startedAtMs, vouchedMs));
    return [
      ...nonEmpty({ state, fromMs: startedAtMs, toMs: known }),
      ...nonEmpty({ state: 'unknown', fromMs: known, toMs: nowMs }),
    ];
  });
}

function nonEmpty(interval: Interval): Interval[] {
  return interval.toMs > interval.fromMs ? [interval] : [];
}

export function clip(intervals: readonly Interval[], fromMs: number, toMs: number): Interval[] {
  return intervals.flatMap(({ state, ...interval }) =>
    nonEmpty({ state, fromMs: Math.max(fromMs, interval.fromMs), toMs: Math.min(toMs, interval.toMs) }),
  );
}

/** `intervals` ascend, do not overlap, and lie within the window. */
export function computeUptime(
  intervals: readonly Interval[],
  window: { fromMs: number; toMs: number },
  policy: UptimePolicy = defaultUptimePolicy,
): Uptime {
  const spent: Record<SpanState, number> = {
    up: 0,
    degraded: 0,
    down: 0,
    maintenance: 0,
    paused: 0,
    unknown: 0,
  };
  for (const { state, fromMs, toMs } of intervals) spent[state] += toMs - fromMs;
  const upMs =
    spent.up +
    (policy.degradedCountsAs === 'up' ? spent.degraded : 0) +
    (policy.maintenanceCountsAs === 'up' ? spent.maintenance : 0);
  const downMs = spent.down + (policy.degradedCountsAs === 'down' ? spent.degraded : 0);
  const watchedMs = spent.up + spent.degraded + spent.down + spent.maintenance;
  const outages = findOutages(intervals, window.toMs);
  const over = outages.filter(({ isOver }) => isOver);
  return {
    uptimeRatio: floorRatio(upMs, upMs + downMs),
    coverageRatio: floorRatio(watchedMs, window.toMs - window.fromMs),
    upMs,
    downMs,
    degradedMs: spent.degraded,
    outages,
    longestOutageMs: Math.max(0, ...outages.map((outage) => outage.downMs)),
    mttrMs: mean(over.map((outage) => outage.downMs)),
    mtbfMs: outages.length === 0 ? null : upMs / outages.length,
  };
}

/** Down, and unknown time between two stretches of it, is one outage; only what was seen to be down counts. */
function findOutages(intervals: readonly Interval[], endMs: number): Outage[] {
  const outages: Outage[] = [];
  let current: Outage | null = null;
  for (const { state, fromMs, toMs } of intervals) {
    if (state === 'down') {
      if (current === null) {
        current = { fromMs, toMs, downMs: 0, isOver: false };
        outages.push(current);
      }
      current.toMs = toMs;
      current.downMs += toMs - fromMs;
    } else if (state !== 'unknown' && current !== null) {
      current.isOver = true;
      current = null;
    }
  }
  // Unknown time up to the end of the window leaves open whether the outage is over.
  if (current !== null) current.isOver = current.toMs < endMs && intervals.at(-1)?.state !== 'unknown';
  return outages;
}

/** At six digits, never up. Null of nothing. */
export function floorRatio(part: number, whole: number): number | null {
  return whole <= 0 ? null : Math.floor((part / whole) * 1e6) / 1e6;
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
