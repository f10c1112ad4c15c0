import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type MatchInput,
  matchedAtMs,
  matchPeriodicRuns,
  matchTimedRuns,
  type RunRules,
  type Stretch,
} from '@/lib/pings/rules/match-runs';
import type { Run } from '@/lib/pings/rules/pair-runs';

const rules: RunRules = { graceMs: 10, limitMs: 30, earlyToleranceMs: 0 };
const slots = [0, 100, 200, 300];
const always: Stretch[] = [{ fromMs: -1000, toMs: 1000 }];

function run(startedMs: number | null, endedMs: number | null, end: Run['end'] = 'success'): Run {
  return { rid: null, startedMs, endedMs, end, durationMs: null, n: 1, exitStatus: null, signal: null };
}

const point = (atMs: number, end: Run['end'] = 'success') => run(null, atMs, end);

function input(runs: readonly Run[], extra: Partial<MatchInput> = {}): MatchInput {
  return { runs, rules, watched: always, nowMs: 305, ...extra };
}

function told(list: ReturnType<typeof matchTimedRuns>) {
  return list.map((each) => [matchedAtMs(each), each.outcome, each.expectedMs]);
}

test('each time of the calendar says what became of it', () => {
  const runs = [point(2), point(115), point(160), run(201, 240)];
  expect(told(matchTimedRuns(input(runs), slots))).toEqual([
    [2, 'ok', 0],
    [115, 'late', 100],
    [160, 'unplanned', null],
    [201, 'overrun', 200],
    [300, 'awaited', 300],
  ]);
});

test.each([
  ['in its grace it is awaited', 309, 'awaited'],
  ['at the very end of its grace it is missed', 310, 'missed'],
])('%s', (_, nowMs, outcome) => {
  expect(matchTimedRuns(input([point(1), point(101), point(201)], { nowMs }), slots).at(-1)?.outcome).toBe(
    outcome,
  );
});

test.each([
  ['failed', run(101, 104, 'fail'), 'failed'],
  ['at work', run(290, null, null), 'running'],
  ['at work for too long', run(270, null, null), 'overrun'],
  ['begun and given up', run(101, null, 'unended'), 'overrun'],
  ['as long as it may take, and not shorter', run(101, 131), 'overrun'],
  ['just inside', run(101, 130), 'ok'],
])('a run that is %s', (_, one, outcome) => {
  const found = matchTimedRuns(input([one]), slots).find((each) => each.run === one);
  expect(found?.outcome).toBe(outcome);
});

test('a run shortly before its time counts for it within the tolerance, and else for the time before', () => {
  const early = input([point(1), point(98)]);
  expect(told(matchTimedRuns(early, [0, 100])).slice(1)).toEqual([
    [98, 'unplanned', null],
    [100, 'missed', 100],
  ]);
  const tolerant = { ...early, rules: { ...rules, earlyToleranceMs: 5 } };
  expect(told(matchTimedRuns(tolerant, [0, 100]))).toEqual([
    [1, 'ok', 0],
    [98, 'ok', 100],
  ]);
});

test('nothing is missed while nobody watched, and nothing is expected before the first ping', () => {
  const watched = [
    { fromMs: 90, toMs: 150 },
    { fromMs: 250, toMs: 1000 },
  ];
  expect(told(matchTimedRuns(input([point(101), point(206), point(260)], { watched }), slots))).toEqual([
    [101, 'ok', 100],
    [206, 'ok', 200],
    [260, 'unplanned', null],
    [300, 'awaited', 300],
  ]);
  expect(told(matchTimedRuns(input([point(101)], { watched }), slots))).toEqual([
    [101, 'ok', 100],
    [200, 'unwatched', 200],
    [300, 'awaited', 300],
  ]);
});

test('a period counts from the end of the run before', () => {
  const runs = [point(0), point(95), run(190, 200), point(320, 'fail')];
  expect(told(matchPeriodicRuns(input(runs, { nowMs: 500 }), 100))).toEqual([
    [0, 'ok', null],
    [95, 'ok', 100],
    [190, 'ok', 195],
    [320, 'failed', 300],
    [420, 'missed', 420],
  ]);
  expect(told(matchPeriodicRuns(input([point(0), point(110)], { nowMs: 205 }), 100))).toEqual([
    [0, 'ok', null],
    [110, 'late', 100],
  ]);
});

test('after a pause a period begins anew', () => {
  const watched = [
    { fromMs: 0, toMs: 50 },
    { fromMs: 400, toMs: 1000 },
  ];
  expect(told(matchPeriodicRuns(input([point(0), point(400)], { watched, nowMs: 450 }), 100))).toEqual([
    [0, 'ok', null],
    [400, 'ok', null],
  ]);
});

const arbitraryRuns = fc
  .array(
    fc.record({
      atMs: fc.integer({ min: 0, max: 2000 }),
      lastsMs: fc.integer({ min: 0, max: 60 }),
      hasStart: fc.boolean(),
      end: fc.constantFrom('success' as const, 'fail' as const),
    }),
    { maxLength: 40 },
  )
  .map((list) =>
    list
      .map(({ atMs, lastsMs, hasStart, end }) =>
        hasStart ? run(atMs, atMs + lastsMs, end) : point(atMs, end),
      )
      .sort((one, other) => (one.startedMs ?? one.endedMs ?? 0) - (other.startedMs ?? other.endedMs ?? 0)),
  );

test('every run is told once, every time of the calendar once, and nothing is said of the future', () => {
  const arbitrarySlots = fc.uniqueArray(fc.integer({ min: 0, max: 2500 }), { maxLength: 40 });
  fc.assert(
    fc.property(arbitraryRuns, arbitrarySlots, (runs, unordered) => {
      const times = unordered.sort((a, b) => a - b);
      const nowMs = 2100;
      const matched = matchTimedRuns(input(runs, { nowMs, watched: [{ fromMs: 0, toMs: nowMs }] }), times);
      expect(new Set(matched.flatMap((each) => each.run ?? [])).size).toBe(runs.length);
      const expected = matched.flatMap(({ expectedMs }) => expectedMs ?? []);
      expect(expected.sort((a, b) => a - b)).toEqual(times.filter((time) => time <= nowMs));
      for (const { run: one, expectedMs, outcome } of matched) {
        if (one === null) expect(['missed', 'awaited', 'unwatched']).toContain(outcome);
        else if (expectedMs !== null)
          expect((one.startedMs ?? one.endedMs ?? 0) - expectedMs).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

test('of a period every run is told once and at most one is missed at the end', () => {
  fc.assert(
    fc.property(arbitraryRuns, fc.integer({ min: 1, max: 500 }), (runs, periodMs) => {
      const matched = matchPeriodicRuns(
        input(runs, { nowMs: 2100, watched: [{ fromMs: 0, toMs: 2100 }] }),
        periodMs,
      );
      expect(matched.flatMap((each) => each.run ?? [])).toEqual(runs);
      expect(matched.filter((each) => each.run === null).length).toBeLessThanOrEqual(1);
    }),
  );
});
