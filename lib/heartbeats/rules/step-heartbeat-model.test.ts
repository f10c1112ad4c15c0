import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HeartbeatFacts, HeartbeatRules } from '@/lib/heartbeats/rules/heartbeat-facts';
import { type HeartbeatEvent, stepHeartbeat } from '@/lib/heartbeats/rules/step-heartbeat';
import { hourly, minute, neverPinged } from '@/lib/heartbeats/rules/testing';
import { HeartbeatModel } from '@/lib/heartbeats/rules/testing-model';

const rulesArb: fc.Arbitrary<HeartbeatRules> = fc.record({
  schedule: fc.integer({ min: 1, max: 60 }).map((m) => ({ kind: 'period' as const, period_seconds: m * 60 })),
  graceMs: fc.integer({ min: 1, max: 20 }).map((m) => m * minute),
  maxRunMs: fc.option(fc.integer({ min: 1, max: 40 }).map((m) => m * minute)),
  earlyToleranceMs: fc.constant(0),
  manualResume: fc.boolean(),
  failureThreshold: fc.integer({ min: 1, max: 3 }),
});

/** Time passes by minutes, or until about the deadline: a millisecond before it, at it, or after it. */
const passing = fc.oneof(
  fc.integer({ min: 0, max: 45 }).map((minutes) => ({ to: 'later' as const, ms: minutes * minute })),
  fc.constantFrom(-1, 0, 1, minute).map((ms) => ({ to: 'deadline' as const, ms })),
);
const rid = fc.constantFrom(null, null, 'a', 'b');
const happening = fc.record({
  passing,
  rid,
  kind: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom('success', 'fail', 'start', 'start', 'log') },
    { weight: 6, arbitrary: fc.constant('deadline') },
    { weight: 1, arbitrary: fc.constantFrom('pause', 'resume') },
    { weight: 1, arbitrary: rulesArb },
  ),
});
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

function toEvent(kind: string, atMs: number, id: string | null): HeartbeatEvent {
  const pings = ['success', 'fail', 'start', 'log'] as const;
  const ping = pings.find((name) => name === kind);
  if (ping !== undefined) return { kind: ping, atMs, rid: id };
  if (kind === 'pause' || kind === 'resume') return { kind, atMs };
  return { kind: kind === 'deadline' ? 'deadline' : 'reschedule', atMs };
}

function compare(first: HeartbeatRules, story: readonly Happening[]): string[] {
  const model = new HeartbeatModel(first);
  let rules = first;
  let facts: HeartbeatFacts = neverPinged;
  let nowMs = 1_000_000;
  const told: string[] = [];
  for (const { passing: time, rid: id, kind } of story) {
    const towardsMs = facts.deadlineMs === null ? nowMs : facts.deadlineMs + time.ms;
    nowMs = time.to === 'later' ? nowMs + time.ms : Math.max(nowMs, towardsMs);
    if (typeof kind !== 'string') {
      rules = kind;
      model.edit(kind);
    }
    const event = toEvent(typeof kind === 'string' ? kind : 'reschedule', nowMs, id);
    const { after, ...answer } = stepHeartbeat(facts, rules, event);
    expect(answer).toEqual(model.happen(event));
    expect({
      status: after.status,
      deadlineMs: after.deadlineMs,
      failures: after.consecutiveFailures,
      runs: after.runs,
    }).toEqual({
      status: model.status(),
      deadlineMs: model.deadlineMs(),
      failures: model.failures(),
      runs: model.runs(),
    });
    if (answer.turn !== null) told.push(answer.turn.to);
    facts = after;
  }
  return told;
}

test('whatever happens, the machine and the formulas over the whole history say the same', () => {
  const seen = { down: 0, up: 0 };
  fc.assert(
    fc.property(rulesArb, fc.array(happening, { maxLength: 24 }), (rules, story) => {
      for (const to of compare(rules, story)) seen[to === 'down' ? 'down' : 'up'] += 1;
    }),
    { numRuns: 3000 },
  );
  // Otherwise the stories would be too dull to prove anything.
  expect(Math.min(seen.down, seen.up)).toBeGreaterThan(300);
});

test('a job that keeps its time is never called down, and one that stops is, once, at its deadline', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 70 * minute - 1 }), { minLength: 1, maxLength: 40 }),
      fc.array(fc.nat(50 * minute), { maxLength: 20 }),
      (pauses, looks) => {
        let nowMs = 0;
        let facts = neverPinged;
        const turns: unknown[] = [];
        const step = (event: HeartbeatEvent) => {
          const { after, turn } = stepHeartbeat(facts, hourly, event);
          facts = after;
          if (turn?.to === 'down') turns.push(turn);
        };
        step({ kind: 'success', atMs: nowMs, rid: null });
        for (const pauseMs of pauses) {
          step({ kind: 'deadline', atMs: nowMs + pauseMs });
          nowMs += pauseMs;
          step({ kind: 'success', atMs: nowMs, rid: null });
        }
        expect(turns).toEqual([]);
        const deadlineMs = nowMs + 70 * minute;
        let lookMs = deadlineMs - 1;
        step({ kind: 'deadline', atMs: lookMs });
        expect(turns).toEqual([]);
        for (const laterMs of [1, ...looks]) {
          lookMs += laterMs;
          step({ kind: 'deadline', atMs: lookMs });
        }
        expect(turns).toEqual([{ to: 'down', sinceMs: deadlineMs, cause: 'heartbeat_missed' }]);
      },
    ),
    { numRuns: 1000 },
  );
});
