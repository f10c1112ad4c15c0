import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupingMs, type Pace, type PaceFacts, pace, perMinute } from '@/lib/alerting/rules/pace';

const now = 1_000_000_000;
const second = 1000;

const calm: PaceFacts = {
  folds: true,
  minGapMs: null,
  restUntilMs: null,
  fresh: 0,
  freshSinceMs: null,
  inFlight: 0,
  sentAtMs: [],
  lastTriedMs: null,
};
const ago = (...seconds: number[]) => seconds.map((each) => now - each * second);
const fresh = (count: number, sinceSeconds = 0) => ({
  fresh: count,
  freshSinceMs: now - sinceSeconds * second,
});
const hold = (seconds: number, gathers = true): Pace => ({
  kind: 'hold',
  untilMs: now + seconds * second,
  gathers,
});

describe('one look at a channel', () => {
  test.each<[string, Partial<PaceFacts>, Pace]>([
    ['three wait on a quiet channel: at once', fresh(3), { kind: 'send', places: 6 }],
    ['four wait: they are gathered from the first on', fresh(4, 2), hold(28)],
    [
      'one waits, but six went out in the last minute',
      { ...fresh(1), sentAtMs: ago(59, 50, 40, 30, 20, 10) },
      hold(30),
    ],
    [
      'five went out: one place',
      { ...fresh(3), sentAtMs: ago(50, 40, 30, 20, 10) },
      { kind: 'send', places: 1 },
    ],
    [
      'what is on its way counts',
      { ...fresh(2), sentAtMs: ago(30, 20), inFlight: 3 },
      { kind: 'send', places: 1 },
    ],
    [
      'what went out longer ago does not',
      { ...fresh(3), sentAtMs: ago(90, 80, 70, 61) },
      { kind: 'send', places: 6 },
    ],
    [
      'what went out a minute ago does not any more',
      { ...fresh(1), sentAtMs: ago(60, 50, 40, 30, 20, 10) },
      { kind: 'send', places: 1 },
    ],
    ['as half a minute is over: they are told as one', fresh(4, 30), { kind: 'digest', places: 5 }],
    ['six are on their way: none leaves by itself', { sentAtMs: ago(30), inFlight: 6 }, { kind: 'wait' }],
    ['while it is gathered', { ...fresh(9), restUntilMs: now + 7 * second }, hold(7)],
    [
      'when what was gathered is due',
      { ...fresh(9, 3), restUntilMs: now - 3 * second },
      { kind: 'digest', places: 5 },
    ],
    ['one alone needs no digest', { ...fresh(1, 1), restUntilMs: now - second }, { kind: 'send', places: 6 }],
    [
      'gathered, but no place is free: when the oldest of the minute has passed',
      { ...fresh(9, 1), restUntilMs: now - second, sentAtMs: ago(55, 50, 40, 30, 20, 10) },
      hold(5),
    ],
    [
      'gathered, and some are on their way',
      { ...fresh(9, 1), restUntilMs: now - second, sentAtMs: ago(50, 40, 30, 20), inFlight: 2 },
      hold(10),
    ],
    ['all places are on their way', { ...fresh(2, 40), inFlight: 6 }, { kind: 'wait' }],
    ['a storm that waited for us longer than that', fresh(500, 31), { kind: 'digest', places: 5 }],
    [
      'a gathering that ended with nothing in it says nothing about what comes later',
      { ...fresh(3), restUntilMs: now - 3600 * second },
      { kind: 'send', places: 6 },
    ],
    [
      'retries keep to the same pace, and are nothing to gather',
      { sentAtMs: ago(59, 50, 40, 30, 20, 10) },
      hold(1, false),
    ],
    [
      'a machine is never kept waiting, whatever it got',
      { folds: false, inFlight: 300, sentAtMs: ago(5, 4, 3, 2, 1, 0) },
      { kind: 'send', places: Number.POSITIVE_INFINITY },
    ],
    ['but rests when it has asked for it', { folds: false, restUntilMs: now + 9 * second }, hold(9, false)],
    [
      'one at a time where a gap is asked for',
      { ...fresh(2), minGapMs: 1000, lastTriedMs: now - 1000 },
      { kind: 'send', places: 1 },
    ],
    ['too soon after the last', { ...fresh(2), minGapMs: 1000, lastTriedMs: now - 999 }, { kind: 'wait' }],
    ['while one is on its way', { ...fresh(2), minGapMs: 1000, inFlight: 1 }, { kind: 'wait' }],
  ])('%s', (_, facts, expected) => {
    const all = { ...calm, ...facts };
    expect(pace(all, now)).toEqual(expected);
  });
});

/** A channel and its sender, which looks every half second; a message takes `sendMs`. */
function play(arrivals: readonly number[], sendMs: number, minGapMs: number | null) {
  const waiting: { atMs: number; dueMs: number }[] = [];
  const told: { atMs: number; count: number; waitedMs: number }[] = [];
  const flying: number[] = [];
  let restUntilMs: number | null = null;
  const queue = [...arrivals].sort((a, b) => a - b);
  const until = (queue.at(-1) ?? 0) + 300 * second;
  for (let at = 0; at <= until; at += 500) {
    while ((queue[0] ?? Number.POSITIVE_INFINITY) <= at) {
      const atMs = queue.shift() ?? 0;
      waiting.push({ atMs, dueMs: atMs });
    }
    const due = waiting.filter(({ dueMs }) => dueMs <= at);
    if (due.length === 0) continue;
    const delivered = flying.filter((sentMs) => sentMs + sendMs <= at).map((sentMs) => sentMs + sendMs);
    const decision = pace(
      {
        ...calm,
        minGapMs,
        restUntilMs,
        fresh: Math.min(due.length, 4),
        freshSinceMs: Math.min(...due.map(({ dueMs }) => dueMs)),
        inFlight: flying.length - delivered.length,
        sentAtMs: delivered.filter((sentMs) => sentMs > at - 60 * second).slice(-6),
        lastTriedMs: delivered.at(-1) ?? null,
      },
      at,
    );
    const take = (count: number, messages: number) => {
      const gone = waiting.splice(0, count);
      told.push({ atMs: at, count: gone.length, waitedMs: at - Math.min(...gone.map(({ atMs }) => atMs)) });
      flying.push(...Array.from({ length: messages }, () => at));
    };
    switch (decision.kind) {
      case 'send':
        for (let n = Math.min(decision.places, due.length); n > 0; n -= 1) take(1, 1);
        restUntilMs = null;
        break;
      case 'digest':
        take(waiting.length, 1);
        restUntilMs = null;
        break;
      case 'hold':
        for (const one of due) one.dueMs = decision.untilMs;
        if (decision.gathers) restUntilMs = decision.untilMs;
        break;
      case 'wait':
        break;
    }
  }
  return { told, left: waiting.length };
}

const arrivals = fc.array(fc.integer({ min: 0, max: 200 * second }), { maxLength: 120 });

test('whatever comes and when: nothing is left out, never more than six messages in a minute', () => {
  fc.assert(
    fc.property(arrivals, fc.integer({ min: 1, max: 5 * second }), (times, sendMs) => {
      const { told, left } = play(times, sendMs, null);
      expect(left).toBe(0);
      expect(told.reduce((sum, { count }) => sum + count, 0)).toBe(times.length);
      for (const { atMs } of told) {
        const within = told.filter((other) => other.atMs >= atMs && other.atMs < atMs + 60 * second);
        expect(within.length).toBeLessThanOrEqual(perMinute);
      }
    }),
  );
});

test('nobody waits longer than the gathering and a full minute', () => {
  fc.assert(
    fc.property(arrivals, (times) => {
      for (const { waitedMs } of play(times, 200, null).told) {
        expect(waitedMs).toBeLessThanOrEqual(groupingMs + 60 * second + 1000);
      }
    }),
  );
});

test('a gap that the vendor asks for is kept between any two', () => {
  fc.assert(
    fc.property(arrivals, fc.integer({ min: 1, max: 900 }), (times, sendMs) => {
      const { told, left } = play(times, sendMs, 1000);
      expect(left).toBe(0);
      for (const [index, { atMs }] of told.entries()) {
        const next = told[index + 1];
        if (next !== undefined) expect(next.atMs - atMs).toBeGreaterThanOrEqual(1000);
      }
    }),
  );
});

test('a thousand at once are one message after half a minute', () => {
  const { told } = play(
    Array.from({ length: 1000 }, () => 10 * second),
    200,
    null,
  );
  expect(told).toEqual([{ atMs: 40 * second, count: 1000, waitedMs: 30 * second }]);
});
