import { decideVerdict, type RegionReport } from '@/lib/pipeline/rules/decide-verdict';
import { toleranceMs } from '@/lib/pipeline/rules/slots';
import {
  type Effect,
  type MonitorFacts,
  type OpenSpan,
  stepMonitor,
} from '@/lib/pipeline/rules/step-monitor';
import { newRegionState, stepRegion } from '@/lib/pipeline/rules/step-region';
import type { CheckResult } from '@/lib/probing/constants';

/** One check as it is stored. Instants and durations are milliseconds. */
export type StoredCheck = {
  atMs: number;
  totalMs: number;
  region: string;
  result: CheckResult;
};

export type Thresholds = {
  intervalMs: number;
  failureThreshold: number;
  recoveryThreshold: number;
  degradedAfterMs: number | null;
};

/** `resolvedMs` null: it lasts beyond the last check. */
export type Outage = { downSinceMs: number; openedMs: number; resolvedMs: number | null };

/** In order; each lasts until the next one begins. */
export type Replayed = { outages: Outage[]; spans: OpenSpan[] };

/**
 * What the rules of the pipeline would have made of stored checks under other thresholds: the same functions, in the
 * order in which the checks ended. `measuredBy`: the limit by which the stored results were called degraded, so that
 * one which is degraded for another reason stays so.
 */
export function replayChecks(
  checks: readonly StoredCheck[],
  thresholds: Thresholds,
  measuredBy: { degradedAfterMs: number | null },
): Replayed {
  const replay = new Replay(thresholds, measuredBy.degradedAfterMs);
  const inOrder = [...checks].sort((one, other) => one.atMs + one.totalMs - (other.atMs + other.totalMs));
  for (const check of inOrder) replay.step(check);
  const { outages, spans } = replay;
  return { outages, spans };
}

class Replay {
  readonly outages: Outage[] = [];
  readonly spans: OpenSpan[] = [];
  private readonly regions = new Map<string, RegionReport>();
  private facts: MonitorFacts = {
    state: 'pending',
    sinceMs: 0,
    failingRegions: [],
    span: null,
    hasIncident: false,
    inMaintenance: false,
  };

  constructor(
    private readonly thresholds: Thresholds,
    private readonly measuredByMs: number | null,
  ) {}

  step(check: StoredCheck): void {
    const { atMs, totalMs, region } = check;
    const { intervalMs } = this.thresholds;
    const before = this.regions.get(region) ?? { region, ...newRegionState };
    const vouchesUntilMs = atMs + intervalMs + toleranceMs(intervalMs);
    const fact = { result: this.resultOf(check), atMs, vouchesUntilMs };
    const coverage = [...this.regions.values()].flatMap(({ coveredUntilMs }) => coveredUntilMs ?? []);
    const { after } = stepRegion(before, fact, this.thresholds);
    this.regions.set(region, { region, ...after });
    const { after: facts, effects } = stepMonitor(this.facts, {
      atMs,
      finishedAtMs: atMs + totalMs,
      region,
      coveredUntilMs: coverage.length === 0 ? null : Math.max(...coverage),
      decision: decideVerdict([...this.regions.values()], atMs),
    });
    this.facts = facts;
    for (const effect of effects) this.apply(effect);
  }

  private apply(effect: Effect): void {
    switch (effect.kind) {
      case 'open_incident': {
        const { downSinceMs, openedAtMs } = effect;
        this.outages.push({ downSinceMs, openedMs: openedAtMs, resolvedMs: null });
        break;
      }
      case 'resolve_incident': {
        const last = this.outages.at(-1);
        if (last !== undefined) last.resolvedMs = effect.resolvedAtMs;
        break;
      }
      case 'restate_span':
        this.spans.pop();
        this.spans.push({ state: effect.state, startedAtMs: effect.startedAtMs });
        break;
      case 'open_span':
        this.spans.push({ state: effect.state, startedAtMs: effect.startedAtMs });
        break;
      case 'close_span':
      case 'confirm_incident':
        break;
    }
  }

  private resultOf({ result, totalMs }: StoredCheck): CheckResult {
    if (result !== 'up' && result !== 'degraded') return result;
    const wasSlow = this.measuredByMs !== null && totalMs >= this.measuredByMs;
    if (result === 'degraded' && !wasSlow) return result;
    const { degradedAfterMs } = this.thresholds;
    return degradedAfterMs !== null && totalMs >= degradedAfterMs ? 'degraded' : 'up';
  }
}
