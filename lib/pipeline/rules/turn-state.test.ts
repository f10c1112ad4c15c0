import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forgiveOutage } from '@/lib/heartbeats/rules/forgive-outage';
import type { HeartbeatFacts, HeartbeatRules } from '@/lib/heartbeats/rules/heartbeat-facts';
import { type HeartbeatEvent, stepHeartbeat } from '@/lib/heartbeats/rules/step-heartbeat';
import type { SpanState } from '@/lib/monitors/constants';
import { planSpans } from '@/lib/pipeline/rules/plan-spans';
import {
  type Effect,
  type MonitorFacts,
  type MonitorStep,
  pauseMonitorStep,
  type StateTurn,
  turnStateStep,
} from '@/lib/pipeline/rules/step-monitor';

type Span = { state: SpanState; startedAtMs: number; endedAtMs: number | null; rule: string };

const rules: HeartbeatRules = {
  schedule: { kind: 'period', period_seconds: 60 },
  graceMs: 10,
  maxRunMs: null,
  earlyToleranceMs: 0,
  manualResume: false,
  failureThreshold: 1,
};
const period = 60_000;

/** One heartbeat as the database keeps it, in memory: its facts, and the state, spans and incidents of its monitor. */
class World {
  heartbeat: HeartbeatFacts = {
    status: 'new',
    lastPingMs: null,
    lastSuccessMs: null,
    expectedMs: null,
    deadlineMs: null,
    runs: [],
    consecutiveFailures: 0,
  };
  facts: MonitorFacts = {
    state: 'pending',
    sinceMs: 0,
    failingRegions: [],
    span: null,
    hasIncident: false,
    inMaintenance: false,
  };
  spans: Span[] = [];
  incidents: { openedAtMs: number; downSinceMs: number; resolvedAtMs: number | null; reason: string }[] = [];

  ping(kind: 'success' | 'fail' | 'start', atMs: number): this {
    return this.happen({ kind, atMs, rid: null });
  }

  look(atMs: number): this {
    return this.happen({ kind: 'deadline', atMs });
  }

  happen(event: HeartbeatEvent): this {
    const { after, turn } = stepHeartbeat(this.heartbeat, rules, event);
    this.heartbeat = after;
    return turn === null ? this : this.turn({ ...turn, atMs: event.atMs });
  }

  outage(fromMs: number, untilMs: number): this {
    const forgiven = forgiveOutage(this.heartbeat, rules, { fromMs, untilMs });
    if (forgiven === null) return this;
    this.heartbeat = forgiven.after;
    if (forgiven.unknownFromMs === null) return this;
    return this.turn({ to: 'unknown', sinceMs: forgiven.unknownFromMs, atMs: untilMs });
  }

  pause(atMs: number): this {
    if (this.heartbeat.status === 'paused') return this;
    const coveredUntilMs = this.heartbeat.deadlineMs;
    this.happen({ kind: 'pause', atMs });
    return this.apply(pauseMonitorStep(this.facts, { atMs, coveredUntilMs }));
  }

  resume(atMs: number): this {
    if (this.heartbeat.status !== 'paused') return this;
    this.happen({ kind: 'resume', atMs }).turn({ to: 'unknown', sinceMs: atMs, atMs });
    this.facts = { ...this.facts, state: 'pending', sinceMs: atMs };
    return this;
  }

  turn(turn: StateTurn): this {
    return this.apply(turnStateStep(this.facts, turn));
  }

  private apply({ after, effects }: MonitorStep): this {
    this.facts = after;
    const plan = planSpans(effects);
    const open = this.spans.at(-1);
    if (open !== undefined && plan.restateTo !== null) Object.assign(open, plan.restateTo);
    if (open !== undefined && plan.closeAtMs !== null) open.endedAtMs = plan.closeAtMs;
    this.spans.push(...plan.opened);
    for (const effect of effects) this.applyIncident(effect);
    return this;
  }

  private applyIncident(effect: Effect): void {
    if (effect.kind === 'open_incident') {
      const { openedAtMs, downSinceMs } = effect;
      this.incidents.push({ openedAtMs, downSinceMs, resolvedAtMs: null, reason: '' });
    }
    const last = this.incidents.at(-1);
    if (effect.kind !== 'resolve_incident' || last === undefined) return;
    Object.assign(last, { resolvedAtMs: effect.resolvedAtMs, reason: effect.reason });
  }

  story(): string {
    return this.spans
      .map(({ state, startedAtMs, endedAtMs }) => `${state} ${startedAtMs}-${endedAtMs ?? ''}`)
      .join(', ');
  }
}

describe('what a heartbeat tells its monitor', () => {
  test('the first ping begins its first span, and opens nothing', () => {
    const world = new World().ping('success', 100);
    expect(world.story()).toBe('up 100-');
    expect(world.facts).toMatchObject({ state: 'up', sinceMs: 100, hasIncident: false });
    expect(world.spans).toMatchObject([{ rule: 'ping' }]);
  });

  test('a missed deadline is an outage from the deadline on, and its incident opens when it was seen', () => {
    const world = new World().ping('success', 0).look(period + 900);
    expect(world.story()).toBe('up 0-60010, down 60010-');
    expect(world.facts).toMatchObject({ state: 'down', sinceMs: 60_010 });
    expect(world.incidents).toMatchObject([{ openedAtMs: 60_900, downSinceMs: 60_010 }]);
    expect(world.spans.at(-1)?.rule).toBe('deadline');
  });

  test('the next success is the recovery', () => {
    const world = new World()
      .ping('success', 0)
      .look(period + 900)
      .ping('success', 70_000);
    expect(world.story()).toBe('up 0-60010, down 60010-70000, up 70000-');
    expect(world.incidents).toMatchObject([{ resolvedAtMs: 70_000, reason: 'recovered' }]);
    expect(world.facts.hasIncident).toBe(false);
  });

  test('a failure is an outage at once, a second one nothing more', () => {
    const world = new World().ping('success', 0).ping('fail', 50).ping('fail', 90);
    expect(world.story()).toBe('up 0-50, down 50-');
    expect(world.incidents).toMatchObject([{ openedAtMs: 50, resolvedAtMs: null }]);
    expect(world.spans.at(-1)?.rule).toBe('ping');
  });

  test('the very first ping may be a failure', () => {
    const world = new World().ping('fail', 50);
    expect(world.story()).toBe('down 50-');
    expect(world.incidents).toHaveLength(1);
  });

  test('a ping that came before the deadline and is stored after the verdict leaves no outage in the spans', () => {
    const world = new World()
      .ping('success', 0)
      .look(period + 900)
      .ping('success', 60_005);
    expect(world.story()).toBe('up 0-60010, up 60010-');
    expect(world.facts).toMatchObject({ state: 'up', hasIncident: false });
  });

  test('paused it ends the incident without calling it recovered, and wakes with the next ping', () => {
    const world = new World().ping('fail', 50).pause(80).ping('success', 200);
    expect(world.incidents).toMatchObject([{ resolvedAtMs: 80, reason: 'paused' }]);
    expect(world.story()).toBe('down 50-80, paused 80-200, up 200-');
  });

  test('a failure wakes it too, and that is a new outage', () => {
    const world = new World().ping('fail', 50).pause(80).ping('fail', 200);
    expect(world.story()).toBe('down 50-80, paused 80-200, down 200-');
    expect(world.incidents).toHaveLength(2);
  });

  test('paused when its deadline has passed and nobody has looked yet, the time since is unknown', () => {
    const world = new World().ping('success', 0).pause(60_500);
    expect(world.story()).toBe('up 0-60010, unknown 60010-60500, paused 60500-');
    expect(world.incidents).toEqual([]);
  });

  test('resumed it is unknown until it calls', () => {
    const world = new World().ping('success', 0).pause(100).resume(300).ping('success', 900);
    expect(world.story()).toBe('up 0-100, paused 100-300, unknown 300-900, up 900-');
  });

  test('an outage of our own is unknown from the deadline on until the job calls', () => {
    const world = new World().ping('success', 0).outage(50_000, 90_000).ping('success', 100_000);
    expect(world.story()).toBe('up 0-60010, unknown 60010-100000, up 100000-');
    expect(world.incidents).toEqual([]);
  });

  test('and down from the end of the allowance where it does not', () => {
    const world = new World().ping('success', 0).outage(50_000, 90_000).look(200_000).look(300_000);
    expect(world.story()).toBe('up 0-60010, unknown 60010-130000, down 130000-');
    expect(world.incidents).toHaveLength(1);
  });

  test('an outage of the job goes on through one of our own', () => {
    const world = new World().ping('fail', 0).outage(50, 90_000);
    expect(world.story()).toBe('down 0-');
    expect(world.incidents).toMatchObject([{ resolvedAtMs: null }]);
  });

  test('an incident that a person resolved is not opened again by the same outage', () => {
    const world = new World().ping('fail', 50);
    world.facts = { ...world.facts, hasIncident: false };
    world.ping('fail', 90).look(500_000);
    expect(world.incidents).toHaveLength(1);
    world.ping('success', 600_000);
    expect(world.facts).toMatchObject({ state: 'up', hasIncident: false });
  });
});

const happening = fc.record({
  after: fc.oneof(fc.integer({ min: 0, max: 40_000 }), fc.constantFrom(0, 10, 60_010)),
  length: fc.integer({ min: 1, max: 150_000 }),
  kind: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom('success' as const, 'fail' as const, 'start' as const) },
    { weight: 8, arbitrary: fc.constant('look' as const) },
    { weight: 3, arbitrary: fc.constantFrom('pause' as const, 'resume' as const, 'outage' as const) },
  ),
});

const spanOf = { up: 'up', down: 'down', unknown: 'unknown', paused: 'paused', new: 'unknown' } as const;

function check({ spans, incidents, facts, heartbeat }: World): void {
  spans.forEach((span, index) => {
    const next = spans[index + 1];
    expect(span.endedAtMs).toBe(next === undefined ? null : next.startedAtMs);
    if (next !== undefined) expect(next.startedAtMs).toBeGreaterThan(span.startedAtMs);
  });
  const last = spans.at(-1);
  if (last !== undefined) expect(last.state).toBe(spanOf[heartbeat.status]);
  const isQuiet = heartbeat.status === 'paused' || heartbeat.status === 'new';
  expect(facts.state).toBe(isQuiet ? 'pending' : heartbeat.status);
  expect(incidents.filter(({ resolvedAtMs }) => resolvedAtMs === null)).toHaveLength(
    heartbeat.status === 'down' ? 1 : 0,
  );
  expect(facts.hasIncident).toBe(heartbeat.status === 'down');
}

test('whatever happens: spans without hole or overlap that tell the state, an incident while it is down and only then', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 40 }), (story) => {
      const world = new World();
      let nowMs = 1000;
      for (const { kind, after, length } of story) {
        nowMs += after;
        if (kind === 'look') world.look(nowMs);
        else if (kind === 'pause' || kind === 'resume') world[kind](nowMs);
        else if (kind === 'outage') {
          world.outage(nowMs, nowMs + length);
          nowMs += length;
        } else world.ping(kind, nowMs);
        check(world);
      }
    }),
    { numRuns: 1000 },
  );
});
