import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SpanState } from '@/lib/monitors/constants';
import { decideVerdict, type RegionReport } from '@/lib/pipeline/rules/decide-verdict';
import { isSteady } from '@/lib/pipeline/rules/is-steady';
import { planSpans } from '@/lib/pipeline/rules/plan-spans';
import {
  type Effect,
  type MonitorFacts,
  pauseMonitorStep,
  stepMonitor,
} from '@/lib/pipeline/rules/step-monitor';
import { newRegionState, type RegionState, stepRegion } from '@/lib/pipeline/rules/step-region';
import type { CheckResult } from '@/lib/probing/constants';

type Span = { state: SpanState; startedAtMs: number; endedAtMs: number | null };
type Incident = { openedAtMs: number; resolvedAtMs: number | null };

const newFacts: MonitorFacts = {
  state: 'pending',
  sinceMs: 0,
  failingRegions: [],
  span: null,
  hasIncident: false,
  inMaintenance: false,
};

/** The pipeline as the database keeps it, in memory: schedules, state, spans and incidents of one monitor. */
class World {
  regions = new Map<string, RegionState>();
  facts: MonitorFacts = newFacts;
  spans: Span[] = [];
  incidents: Incident[] = [];
  effects: Effect[] = [];
  steadyButChanged = 0;

  constructor(
    codes: readonly string[],
    private readonly thresholds = { failureThreshold: 2, recoveryThreshold: 1 },
    private readonly vouchMs = 75,
  ) {
    for (const code of codes) this.regions.set(code, newRegionState);
  }

  check(atMs: number, result: CheckResult, region = 'a'): this {
    const before = this.regions.get(region) ?? newRegionState;
    const coverage = [...this.regions.values()].flatMap(({ coveredUntilMs }) => coveredUntilMs ?? []);
    const coveredUntilMs = coverage.length === 0 ? null : Math.max(...coverage);
    const fact = { result, atMs, vouchesUntilMs: atMs + this.vouchMs };
    const { after, isContinuous } = stepRegion(before, fact, this.thresholds);
    this.regions.set(region, after);
    if (result === 'unknown') return this;
    const reports: RegionReport[] = [...this.regions].map(([code, state]) => ({ region: code, ...state }));
    const step = stepMonitor(this.facts, {
      atMs,
      finishedAtMs: atMs + 1,
      region,
      coveredUntilMs,
      decision: decideVerdict(reports, atMs),
    });
    const stored = { ...this.facts, regionCount: this.regions.size };
    if (
      isSteady(stored, { region, result, after, isContinuous }) &&
      JSON.stringify(step.after) !== JSON.stringify(this.facts)
    ) {
      this.steadyButChanged += 1;
    }
    return this.apply(step);
  }

  pause(atMs: number): this {
    const coverage = [...this.regions.values()].flatMap(({ coveredUntilMs }) => coveredUntilMs ?? []);
    for (const code of this.regions.keys()) this.regions.set(code, newRegionState);
    const coveredUntilMs = coverage.length === 0 ? null : Math.max(...coverage);
    return this.apply(pauseMonitorStep(this.facts, { atMs, coveredUntilMs }));
  }

  resume(atMs: number): this {
    for (const [code, state] of this.regions) {
      this.regions.set(code, { ...state, coveredUntilMs: atMs + this.vouchMs });
    }
    return this;
  }

  private apply(step: { after: MonitorFacts; effects: Effect[] }): this {
    this.facts = step.after;
    this.effects.push(...step.effects);
    const plan = planSpans(step.effects);
    const open = this.spans.at(-1);
    if (open !== undefined && plan.restateTo !== null) open.state = plan.restateTo.state;
    if (open !== undefined && plan.closeAtMs !== null) open.endedAtMs = plan.closeAtMs;
    for (const { state, startedAtMs, endedAtMs } of plan.opened)
      this.spans.push({ state, startedAtMs, endedAtMs });
    for (const effect of step.effects) {
      if (effect.kind === 'open_incident')
        this.incidents.push({ openedAtMs: effect.openedAtMs, resolvedAtMs: null });
      const last = this.incidents.at(-1);
      if (effect.kind === 'resolve_incident' && last !== undefined) last.resolvedAtMs = effect.resolvedAtMs;
    }
    return this;
  }

  story(): string {
    return this.spans
      .map(({ state, startedAtMs, endedAtMs }) => `${state} ${startedAtMs}-${endedAtMs ?? ''}`)
      .join(', ');
  }
}

describe('one region, a check every 60, each vouching for 75', () => {
  test('the first good check begins the first span', () => {
    expect(new World(['a']).check(0, 'up').story()).toBe('up 0-');
  });

  test('an outage begins with the first failure of the streak that proves it, and ends with the first success', () => {
    const world = new World(['a']).check(0, 'up').check(60, 'down');
    expect(world.story()).toBe('up 0-');
    world.check(120, 'down');
    expect(world.story()).toBe('up 0-60, down 60-');
    expect(world.incidents).toEqual([{ openedAtMs: 121, resolvedAtMs: null }]);
    world.check(180, 'up');
    expect(world.story()).toBe('up 0-60, down 60-180, up 180-');
    expect(world.incidents).toEqual([{ openedAtMs: 121, resolvedAtMs: 181 }]);
  });

  test('a single failure below the threshold leaves no trace in spans', () => {
    expect(new World(['a']).check(0, 'up').check(60, 'down').check(120, 'up').story()).toBe('up 0-');
  });

  test('three successes are needed where the recovery threshold says so, and up begins with their first', () => {
    const world = new World(['a'], { failureThreshold: 1, recoveryThreshold: 3 });
    world.check(0, 'down').check(60, 'up').check(120, 'up');
    expect(world.facts).toMatchObject({ state: 'down', hasIncident: true });
    expect(world.check(180, 'up').story()).toBe('down 0-60, up 60-');
    expect(world.facts).toMatchObject({ state: 'up', hasIncident: false });
  });

  test('a failure between successes begins the recovery anew', () => {
    const world = new World(['a'], { failureThreshold: 2, recoveryThreshold: 2 });
    world.check(0, 'down').check(60, 'down').check(120, 'up').check(180, 'down').check(240, 'up');
    expect(world.facts.state).toBe('down');
    expect(world.check(300, 'up').story()).toBe('down 0-240, up 240-');
  });

  test('slow answers are degraded at once, and neither failure nor incident', () => {
    const world = new World(['a'])
      .check(0, 'up')
      .check(60, 'degraded')
      .check(120, 'degraded')
      .check(180, 'up');
    expect(world.story()).toBe('up 0-60, degraded 60-180, up 180-');
    expect(world.incidents).toEqual([]);
  });

  test('a gap nobody watched is unknown from where the last check stopped vouching', () => {
    const world = new World(['a']).check(0, 'up').check(600, 'up');
    expect(world.story()).toBe('up 0-75, unknown 75-600, up 600-');
  });

  test('after a gap no first failure opens an incident, whatever the threshold; the second does', () => {
    const world = new World(['a'], { failureThreshold: 1, recoveryThreshold: 1 })
      .check(0, 'up')
      .check(600, 'down');
    expect(world.facts.state).toBe('unknown');
    expect(world.incidents).toEqual([]);
    world.check(660, 'down');
    expect(world.story()).toBe('up 0-75, unknown 75-600, down 600-');
    expect(world.incidents).toHaveLength(1);
  });

  test('an outage that outlasts a gap keeps its one incident', () => {
    const world = new World(['a']).check(0, 'down').check(60, 'down').check(600, 'down').check(660, 'up');
    expect(world.story()).toBe('down 0-135, unknown 135-600, down 600-660, up 660-');
    expect(world.incidents).toEqual([{ openedAtMs: 61, resolvedAtMs: 661 }]);
  });

  test('our own faults change nothing and vouch for nothing', () => {
    const world = new World(['a']).check(0, 'up').check(60, 'unknown').check(120, 'unknown').check(180, 'up');
    expect(world.story()).toBe('up 0-75, unknown 75-180, up 180-');
  });

  test('pausing ends the incident without calling it recovered, and leaves no hole', () => {
    const world = new World(['a']).check(0, 'down').check(60, 'down').pause(90);
    expect(world.effects.at(-1)).toEqual({ kind: 'resolve_incident', resolvedAtMs: 90, reason: 'paused' });
    world.resume(500).check(501, 'up');
    expect(world.story()).toBe('down 0-90, paused 90-501, up 501-');
  });

  test('a monitor resumed while no worker runs is unknown, not paused', () => {
    const world = new World(['a']).check(0, 'up').pause(30).resume(100).check(900, 'up');
    expect(world.story()).toBe('up 0-30, paused 30-175, unknown 175-900, up 900-');
  });

  test('an incident that a person resolved is not opened again by the same outage', () => {
    const world = new World(['a']).check(0, 'down').check(60, 'down');
    world.facts = { ...world.facts, hasIncident: false };
    world.check(120, 'down').check(180, 'down');
    expect(world.incidents).toHaveLength(1);
    world.check(240, 'up').check(300, 'down').check(360, 'down');
    expect(world.incidents).toHaveLength(2);
  });
});

describe('several regions', () => {
  const all = (world: World, atMs: number, results: CheckResult[]) => {
    results.forEach((result, index) => {
      world.check(atMs + index, result, 'abc'[index]);
    });
    return world;
  };

  test('one of three failing is an advisory', () => {
    const world = new World(['a', 'b', 'c']);
    for (const at of [0, 60, 120]) all(world, at, ['down', 'up', 'up']);
    expect(world.facts).toMatchObject({ state: 'up', failingRegions: ['a'] });
    expect(world.incidents).toEqual([]);
  });

  test('two of three are a quorum; the outage begins when the second began to fail; the third confirms', () => {
    const world = new World(['a', 'b', 'c']);
    all(world, 0, ['up', 'up', 'up']);
    all(world, 60, ['down', 'up', 'up']);
    all(world, 120, ['down', 'down', 'up']);
    expect(world.incidents).toEqual([]);
    all(world, 180, ['down', 'down', 'down']);
    expect(world.facts.state).toBe('down');
    expect(world.story()).toBe('up 0-121, down 121-');
    all(world, 240, ['down', 'down', 'down']);
    expect(world.effects.filter(({ kind }) => kind === 'confirm_incident')).toEqual([
      { kind: 'confirm_incident', atMs: 243, region: 'c' },
    ]);
    expect(world.incidents).toHaveLength(1);
  });

  test('a region that fell silent has no vote', () => {
    const world = new World(['a', 'b']);
    all(world, 0, ['up', 'up']);
    for (const at of [60, 120]) world.check(at, 'down', 'a');
    expect(world.facts).toMatchObject({ state: 'down', failingRegions: ['a'] });
  });

  test('one that failed and fell silent is not counted by the next failure of another', () => {
    const world = new World(['a', 'b'], { failureThreshold: 1, recoveryThreshold: 1 });
    world.check(0, 'down', 'a').check(7, 'down', 'b').check(76, 'down', 'b');
    expect(world.facts).toMatchObject({ state: 'down', failingRegions: ['b'] });
    expect(world.steadyButChanged).toBe(0);
  });

  test('half is no quorum', () => {
    const world = new World(['a', 'b']);
    for (const at of [0, 60, 120, 180]) all(world, at, ['down', 'up']);
    expect(world.facts.state).toBe('up');
  });
});

const results = fc.constantFrom<CheckResult>('up', 'degraded', 'down', 'unknown');
const happening = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('check' as const),
      after: fc.integer({ min: 0, max: 300 }),
      result: results,
      region: fc.constantFrom('a', 'b', 'c'),
    }),
  },
  {
    weight: 1,
    // What was stored of a check was over, a millisecond after it began, before anybody pauses.
    arbitrary: fc.record({ kind: fc.constant('pause' as const), after: fc.integer({ min: 1, max: 300 }) }),
  },
);
const thresholds = fc.record({
  failureThreshold: fc.integer({ min: 1, max: 4 }),
  recoveryThreshold: fc.integer({ min: 1, max: 4 }),
});

function live(
  codes: readonly string[],
  settings: { failureThreshold: number; recoveryThreshold: number },
  story: readonly (typeof happening extends fc.Arbitrary<infer T> ? T : never)[],
  look: (world: World) => void,
): void {
  const world = new World(codes, settings);
  let now = 1000;
  for (const event of story) {
    now += event.after;
    if (event.kind === 'pause') world.pause(now).resume(now + 10);
    else world.check(now, event.result, codes.includes(event.region) ? event.region : codes[0]);
    look(world);
  }
}

describe('whatever comes in, in whatever order', () => {
  const stories = fc.array(happening, { maxLength: 60 });
  const places = fc.constantFrom(['a'], ['a', 'b'], ['a', 'b', 'c']);

  test('spans follow each other without overlap or hole, one is open, and it tells the state', () => {
    fc.assert(
      fc.property(places, thresholds, stories, (codes, settings, story) => {
        live(codes, settings, story, ({ spans, facts }) => {
          spans.forEach((span, index) => {
            const next = spans[index + 1];
            expect(span.endedAtMs).toBe(next === undefined ? null : next.startedAtMs);
            if (next !== undefined) expect(next.startedAtMs).toBeGreaterThan(span.startedAtMs);
          });
          if (facts.state !== 'pending' && spans.at(-1)?.state !== 'unknown') {
            expect(spans.at(-1)?.state).toBe(facts.state);
          }
        });
      }),
    );
  });

  test('at most one incident is open, and none resolves before it opened', () => {
    fc.assert(
      fc.property(places, thresholds, stories, (codes, settings, story) => {
        live(codes, settings, story, ({ incidents, facts }) => {
          expect(incidents.filter(({ resolvedAtMs }) => resolvedAtMs === null)).toHaveLength(
            facts.hasIncident ? 1 : 0,
          );
          for (const { openedAtMs, resolvedAtMs } of incidents) {
            if (resolvedAtMs !== null) expect(resolvedAtMs).toBeGreaterThanOrEqual(openedAtMs);
          }
        });
      }),
    );
  });

  test('a check that is called steady changes nothing', () => {
    fc.assert(
      fc.property(places, thresholds, stories, (codes, settings, story) => {
        live(codes, settings, story, (world) => expect(world.steadyButChanged).toBe(0));
      }),
    );
  });
});
