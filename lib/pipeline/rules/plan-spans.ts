import type { SpanState } from '@/lib/monitors/constants';
import type { Effect, SpanRule } from '@/lib/pipeline/rules/step-monitor';

export type PlannedSpan = { state: SpanState; startedAtMs: number; endedAtMs: number | null; rule: SpanRule };

/** What the effects of one monitor, in their order, come to: how its open span changes, and the new spans. */
export type SpanPlan = {
  closeAtMs: number | null;
  restateTo: { state: SpanState; rule: SpanRule } | null;
  opened: PlannedSpan[];
};

export function planSpans(effects: readonly Effect[]): SpanPlan {
  const plan: SpanPlan = { closeAtMs: null, restateTo: null, opened: [] };
  for (const effect of effects) {
    const last = plan.opened.at(-1);
    switch (effect.kind) {
      case 'close_span':
        if (last === undefined) plan.closeAtMs = effect.endedAtMs;
        else last.endedAtMs = effect.endedAtMs;
        break;
      case 'open_span': {
        const { state, startedAtMs, rule } = effect;
        plan.opened.push({ state, startedAtMs, endedAtMs: null, rule });
        break;
      }
      case 'restate_span':
        if (last === undefined) plan.restateTo = { state: effect.state, rule: effect.rule };
        else Object.assign(last, { state: effect.state, rule: effect.rule });
        break;
      case 'open_incident':
      case 'confirm_incident':
      case 'resolve_incident':
        break;
    }
  }
  return plan;
}
