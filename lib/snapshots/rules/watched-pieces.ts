import { worstStatus } from '@/lib/snapshots/rules/component-status';
import type { SaidPeriod } from '@/lib/snapshots/rules/said-periods';
import type { Interval } from '@/lib/spans/rules/uptime';
import type { ComponentStatus } from '@/lib/status-pages/constants';

/** A stretch in which neither what was measured nor what was said changed. */
export type Piece = Interval & { said: ComponentStatus };

/**
 * What a monitor measured, cut where the page began or ceased to say something. Time in which it was watched becomes
 * maintenance while an announced one took place: that is no downtime.
 */
export function watchedPieces(intervals: readonly Interval[], all: readonly SaidPeriod[]): Piece[] {
  const periods = all.filter(({ status }) => status !== 'operational');
  if (periods.length === 0) return intervals.map((interval) => ({ ...interval, said: 'operational' }));
  const cuts = [...new Set(periods.flatMap(({ fromMs, toMs }) => [fromMs, toMs]))].sort((a, b) => a - b);
  return intervals.flatMap((interval) => cutInterval(interval, cuts).map((part) => toPiece(part, periods)));
}

function cutInterval(interval: Interval, cuts: readonly number[]): Interval[] {
  const inner = cuts.filter((cut) => cut > interval.fromMs && cut < interval.toMs);
  const edges = [interval.fromMs, ...inner, interval.toMs];
  return edges.slice(1).map((toMs, index) => ({
    state: interval.state,
    fromMs: edges[index] ?? interval.fromMs,
    toMs,
  }));
}

function toPiece(part: Interval, periods: readonly SaidPeriod[]): Piece {
  const said = periods.flatMap(({ status, fromMs, toMs }) =>
    fromMs <= part.fromMs && toMs >= part.toMs ? [status] : [],
  );
  const isWatched = part.state === 'up' || part.state === 'degraded' || part.state === 'down';
  const state = isWatched && said.includes('under_maintenance') ? 'maintenance' : part.state;
  return { ...part, state, said: worstStatus(said) };
}
