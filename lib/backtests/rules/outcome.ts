import type { ReplayedAlert } from '@/lib/backtests/rules/replay-alerts';
import type { Replayed } from '@/lib/backtests/rules/replay-checks';
import type { BacktestOutcome } from '@/lib/backtests/schema';

/** In numbers; `untilMs` ends the last span. */
export function outcomeOf(
  { outages, spans }: Replayed,
  alerts: readonly ReplayedAlert[],
  untilMs: number,
): BacktestOutcome {
  const seconds = (wanted: string) => {
    const total = spans.reduce((sum, { state, startedAtMs }, index) => {
      const endMs = spans[index + 1]?.startedAtMs ?? untilMs;
      return state === wanted ? sum + Math.max(0, endMs - startedAtMs) : sum;
    }, 0);
    return Math.round(total / 1000);
  };
  const messages = (list: readonly ReplayedAlert[]) =>
    list.reduce((sum, { channels }) => sum + channels.length, 0);
  return {
    incidents: outages.length,
    alerts: messages(alerts),
    escalations: messages(alerts.filter(({ transition }) => transition === 'escalated')),
    downtime_seconds: seconds('down'),
    degraded_seconds: seconds('degraded'),
  };
}

export function sumOutcomes(outcomes: readonly BacktestOutcome[]): BacktestOutcome {
  const sum = (field: keyof BacktestOutcome) => outcomes.reduce((total, one) => total + one[field], 0);
  return {
    incidents: sum('incidents'),
    alerts: sum('alerts'),
    escalations: sum('escalations'),
    downtime_seconds: sum('downtime_seconds'),
    degraded_seconds: sum('degraded_seconds'),
  };
}
