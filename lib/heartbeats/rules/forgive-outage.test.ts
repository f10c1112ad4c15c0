import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forgiveOutage } from '@/lib/heartbeats/rules/forgive-outage';
import type { HeartbeatFacts, HeartbeatRules } from '@/lib/heartbeats/rules/heartbeat-facts';
import { stepHeartbeat } from '@/lib/heartbeats/rules/step-heartbeat';
import { hourly, live, minute } from '@/lib/heartbeats/rules/testing';

const forgive = (facts: HeartbeatFacts, rules: HeartbeatRules, from: number, until: number) =>
  forgiveOutage(facts, rules, { fromMs: from * minute, untilMs: until * minute });
const deadline = (facts: HeartbeatFacts | undefined) => (facts?.deadlineMs ?? Number.NaN) / minute;
const look = (facts: HeartbeatFacts, rules: HeartbeatRules, at: number) =>
  stepHeartbeat(facts, rules, { kind: 'deadline', atMs: at * minute });

/** Pinged at 0: expected at 60, down at 70. */
const pinged = live(hourly, 'success@0').after;

describe('a deadline that fell into an outage of our own', () => {
  test.each([
    ['moves by the grace where that is longer', 65, 72, 82],
    ['moves by the length of the outage where that is longer', 65, 95, 125],
    ['moves by no more than the period', 65, 1000, 1060],
    ['counts where it fell on the first instant', 70, 72, 82],
    ['counts where it fell on the last instant', 65, 70, 80],
  ])('%s', (_, from, until, moved) => {
    const forgiven = forgive(pinged, hourly, from, until);
    expect(deadline(forgiven?.after)).toBe(moved);
    expect(forgiven).toMatchObject({ unknownFromMs: 70 * minute, after: { status: 'unknown' } });
  });

  test('nobody is told of the job that calls again, and its recovery is none', () => {
    const { after } = forgive(pinged, hourly, 65, 95) ?? { after: pinged };
    const step = stepHeartbeat(after, hourly, { kind: 'success', atMs: 120 * minute, rid: null });
    expect(step).toMatchObject({ turn: { to: 'up', sinceMs: 120 * minute }, after: { status: 'up' } });
    expect(deadline(step.after)).toBe(190);
  });

  test('the job that really died is down at the end of its allowance, once', () => {
    const { after } = forgive(pinged, hourly, 65, 95) ?? { after: pinged };
    expect(look(after, hourly, 124.99).turn).toBeNull();
    const step = look(after, hourly, 130);
    expect(step.turn).toEqual({ to: 'down', sinceMs: 125 * minute, cause: 'heartbeat_missed' });
    expect(look(step.after, hourly, 200).turn).toBeNull();
  });

  test('a start after it does not bring back the old deadline', () => {
    const { after } = forgive(pinged, hourly, 65, 95) ?? { after: pinged };
    for (const at of [95, 100, 114, 115, 120, 124]) {
      const started = stepHeartbeat(after, hourly, { kind: 'start', atMs: at * minute, rid: null }).after;
      expect(deadline(started)).toBe(Math.min(at + 10, 125));
    }
  });

  test('a failure after it is down at once', () => {
    const { after } = forgive(pinged, hourly, 65, 95) ?? { after: pinged };
    const { turn } = stepHeartbeat(after, hourly, { kind: 'fail', atMs: 96 * minute, rid: null });
    expect(turn).toMatchObject({ to: 'down', sinceMs: 96 * minute });
  });

  test('two outages in a row: unknown from the first, and the allowance of the second', () => {
    const first = forgive(pinged, hourly, 65, 72)?.after ?? pinged;
    const second = forgive(first, hourly, 75, 100);
    expect(deadline(second?.after)).toBe(125);
    expect(second).toMatchObject({ unknownFromMs: null, after: { status: 'unknown' } });
  });
});

describe('a run that was to end in an outage of our own', () => {
  test.each([
    ['within its grace', hourly, 'success@0 start@30', 35, 55, 75],
    ['within its maximum run time', { ...hourly, maxRunMs: 20 * minute }, 'success@0 start@30', 45, 60, 75],
    ['of a job that never succeeded', hourly, 'start@30', 35, 55, 75],
  ])('%s', (_, rules, story, from, until, moved) => {
    const { after } = forgive(live(rules, story).after, rules, from, until) ?? {};
    expect(deadline(after)).toBe(moved);
    expect(after?.runs).toMatchObject([{ startedMs: 30 * minute }]);
  });

  test('what it took is measured from its start', () => {
    const { after } = forgive(live(hourly, 'success@0 start@30').after, hourly, 35, 55) ?? { after: pinged };
    const { durationMs } = stepHeartbeat(after, hourly, { kind: 'success', atMs: 60 * minute, rid: null });
    expect(durationMs).toBe(30 * minute);
  });
});

describe('an outage of our own does not concern', () => {
  test.each([
    ['a deadline that had passed before it', 'success@0', 70.01, 80],
    ['a ping that was not to come before its end', 'success@0', 20, 59],
    ['what is down', 'fail@0', 1, 500],
    ['what is paused', 'success@0 pause@1', 2, 500],
    ['what has never called', '', 2, 500],
  ])('%s', (_, story, from, until) => {
    expect(forgive(live(hourly, story).after, hourly, from, until)).toBeNull();
  });
});

test('a job that was to call in it, and whose deadline is later, has the allowance and stays up', () => {
  const forgiven = forgive(pinged, hourly, 55, 69);
  expect(deadline(forgiven?.after)).toBe(83);
  expect(forgiven).toMatchObject({ unknownFromMs: null, after: { status: 'up' } });
});

test('the period of a cron expression is the time between its runs', () => {
  const rules: HeartbeatRules = {
    ...hourly,
    schedule: { kind: 'cron', expression: '*/15 * * * *', time_zone: 'UTC' },
  };
  expect(deadline(forgive(live(rules, 'success@0').after, rules, 20, 200)?.after)).toBe(215);
});

const stories = fc
  .array(
    fc.tuple(
      fc.constantFrom('success', 'fail', 'start', 'start', 'deadline', 'log'),
      fc.nat(30),
      fc.constantFrom('', '/a', '/b'),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((moments) => {
    let at = 0;
    return moments.map(([kind, pause, rid]) => {
      at += pause;
      return `${kind}@${at}${kind === 'deadline' ? '' : rid}`;
    });
  });
const someRules = fc.record({
  periodMinutes: fc.integer({ min: 1, max: 120 }),
  graceMinutes: fc.integer({ min: 1, max: 60 }),
  maxRunMinutes: fc.option(fc.integer({ min: 1, max: 60 })),
  failureThreshold: fc.integer({ min: 1, max: 3 }),
});

test('no deadline ever comes earlier, none falls before the allowance is over, and nothing else changes', () => {
  fc.assert(
    fc.property(
      stories,
      someRules,
      fc.nat(400),
      fc.integer({ min: 1, max: 300 }),
      (story, some, from, length) => {
        const rules: HeartbeatRules = {
          ...hourly,
          schedule: { kind: 'period', period_seconds: some.periodMinutes * 60 },
          graceMs: some.graceMinutes * minute,
          maxRunMs: some.maxRunMinutes === null ? null : some.maxRunMinutes * minute,
          failureThreshold: some.failureThreshold,
        };
        const before = live(rules, story.join(' ')).after;
        const forgiven = forgive(before, rules, from, from + length);
        if (forgiven === null) {
          const isSafe = before.deadlineMs === null || before.deadlineMs < from * minute;
          const times = [
            before.expectedMs ?? Number.POSITIVE_INFINITY,
            ...before.runs.map((run) => run.timerMs),
          ];
          expect(isSafe || Math.min(...times) > (from + length) * minute).toBe(true);
          return;
        }
        const allowance = Math.max(some.graceMinutes, Math.min(length, some.periodMinutes));
        const { after, unknownFromMs } = forgiven;
        const least = Math.max(deadline(before), from + length + allowance);
        if (rules.maxRunMs === null) expect(deadline(after)).toBe(least);
        else expect(deadline(after)).toBeGreaterThanOrEqual(least);
        const fellIn = deadline(before) >= from && deadline(before) <= from + length;
        expect(unknownFromMs).toBe(fellIn && before.status === 'up' ? before.deadlineMs : null);
        const { lastPingMs, lastSuccessMs, consecutiveFailures } = before;
        expect(after).toMatchObject({ lastPingMs, lastSuccessMs, consecutiveFailures });
        expect(after.runs.map(({ rid, startedMs }) => [rid, startedMs])).toEqual(
          before.runs.map(({ rid, startedMs }) => [rid, startedMs]),
        );
      },
    ),
    { numRuns: 2000 },
  );
});
