import { describe, expect, test } from 'vitest';
import type { Decision } from '@/lib/pipeline/rules/decide-verdict';
import { planSpans } from '@/lib/pipeline/rules/plan-spans';
import {
  type MonitorFacts,
  type MonitorStep,
  pauseMonitorStep,
  stepMonitor,
  turnStateStep,
} from '@/lib/pipeline/rules/step-monitor';

/** In a window that began at 100; up since 20. */
const hidden: MonitorFacts = {
  state: 'up',
  sinceMs: 20,
  failingRegions: [],
  span: { state: 'maintenance', startedAtMs: 100 },
  hasIncident: false,
  inMaintenance: true,
};
const verdict = (verdict: Decision['verdict'], sinceMs: number | null = null): Decision => ({
  verdict,
  failingRegions: verdict === 'down' ? ['a'] : [],
  sinceMs,
});
const seen = (atMs: number, decision: Decision, coveredUntilMs = 10_000) => ({
  atMs,
  finishedAtMs: atMs + 1,
  region: 'a',
  coveredUntilMs,
  decision,
});
const kinds = ({ effects }: MonitorStep) => effects.map(({ kind }) => kind);

describe('while a window runs', () => {
  test('an outage opens its incident with the time it began, and no span changes', () => {
    const step = stepMonitor(hidden, seen(160, verdict('down', 130)));
    expect(step.effects).toEqual([{ kind: 'open_incident', openedAtMs: 161, downSinceMs: 130 }]);
    expect(step.after).toMatchObject({ state: 'down', sinceMs: 130, span: hidden.span, hasIncident: true });
    const over = stepMonitor(step.after, seen(220, verdict('up', 220)));
    expect(kinds(over)).toEqual(['resolve_incident']);
    expect(over.after).toMatchObject({ state: 'up', sinceMs: 220, span: hidden.span });
  });

  test('one that began before it is told from there', () => {
    const step = stepMonitor(hidden, seen(110, verdict('down', 90)));
    expect(step.after).toMatchObject({ state: 'down', sinceMs: 90 });
    expect(step.effects).toEqual([{ kind: 'open_incident', openedAtMs: 111, downSinceMs: 90 }]);
  });

  test('time nobody watched is not shown either, but the state is not known any more', () => {
    const step = stepMonitor(hidden, seen(300, verdict(null), 200));
    expect(step.effects).toEqual([]);
    expect(step.after).toMatchObject({ state: 'unknown', sinceMs: 200 });
  });

  test('the first verdict, and the first check after a pause, begin maintenance', () => {
    const made = stepMonitor({ ...hidden, state: 'pending', span: null }, seen(150, verdict('up')));
    expect(planSpans(made.effects).opened).toEqual([
      { state: 'maintenance', startedAtMs: 150, endedAtMs: null, rule: 'maintenance' },
    ]);
    const paused = { state: 'paused', startedAtMs: 120 } as const;
    const resumed = stepMonitor({ ...hidden, state: 'pending', span: paused }, seen(150, verdict('down')));
    expect(planSpans(resumed.effects)).toMatchObject({ closeAtMs: 150, opened: [{ state: 'maintenance' }] });
    expect(resumed.after).toMatchObject({ state: 'down', sinceMs: 150, hasIncident: true });
  });

  test('a pause is shown', () => {
    const step = pauseMonitorStep(hidden, { atMs: 150, coveredUntilMs: 140 });
    expect(planSpans(step.effects)).toMatchObject({ closeAtMs: 150, opened: [{ state: 'paused' }] });
  });

  test('a heartbeat that misses its deadline opens its incident, and is up again with its next ping', () => {
    const missed = turnStateStep(hidden, { to: 'down', sinceMs: 150, atMs: 151, cause: 'heartbeat_missed' });
    expect(missed.effects).toEqual([{ kind: 'open_incident', openedAtMs: 151, downSinceMs: 150 }]);
    const back = turnStateStep(missed.after, { to: 'up', sinceMs: 170, atMs: 170 });
    expect(kinds(back)).toEqual(['resolve_incident']);
    expect(back.after).toMatchObject({ state: 'up', sinceMs: 170, span: hidden.span });
  });
});
