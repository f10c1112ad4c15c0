import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstSignMs, pairRuns, type RunPing } from '@/lib/pings/rules/pair-runs';

const limitMs = 100;

function ping(kind: RunPing['kind'], atMs: number, rid: string | null = null, n = atMs): RunPing {
  return { n, atMs, kind, rid, durationMs: null, exitStatus: null, signal: null };
}

function pairs(pings: readonly RunPing[]) {
  return pairRuns(pings, limitMs).map(({ rid, startedMs, endedMs, end }) => [rid, startedMs, endedMs, end]);
}

test.each([
  [
    'a job without starts',
    [ping('success', 1), ping('fail', 5)],
    [
      [null, null, 1, 'success'],
      [null, null, 5, 'fail'],
    ],
  ],
  ['a start and its end', [ping('start', 1), ping('success', 5)], [[null, 1, 5, 'success']]],
  [
    'two at once, told apart by their ids',
    [ping('start', 1, 'a'), ping('start', 2, 'b'), ping('fail', 3, 'a'), ping('success', 4, 'b')],
    [
      ['a', 1, 3, 'fail'],
      ['b', 2, 4, 'success'],
    ],
  ],
  [
    'an end without an id ends the run that began first',
    [ping('start', 1, 'a'), ping('start', 2, 'b'), ping('success', 3)],
    [
      ['a', 1, 3, 'success'],
      ['b', 2, null, null],
    ],
  ],
  [
    'an end of an unknown id ends no other run',
    [ping('start', 1, 'a'), ping('success', 3, 'z')],
    [
      ['a', 1, null, null],
      ['z', null, 3, 'success'],
    ],
  ],
  [
    'a second start of the same id gives the first one up',
    [ping('start', 1), ping('start', 9), ping('success', 12)],
    [
      [null, 1, null, 'unended'],
      [null, 9, 12, 'success'],
    ],
  ],
  [
    'a run that is overdue when another ends is given up',
    [ping('start', 1, 'a'), ping('success', 101, 'b')],
    [
      ['a', 1, null, 'unended'],
      ['b', null, 101, 'success'],
    ],
  ],
] as const)('%s', (_, pings, expected) => {
  expect(pairs(pings)).toEqual(expected);
});

test('what the client tells of its duration goes before what was measured', () => {
  const [run] = pairRuns([ping('start', 1), { ...ping('success', 50), durationMs: 7 }], limitMs);
  expect(run?.durationMs).toBe(7);
});

const arbitraryPings = fc
  .array(
    fc.record({
      kind: fc.constantFrom('start' as const, 'success' as const, 'fail' as const),
      rid: fc.constantFrom(null, 'a', 'b', 'c'),
      afterMs: fc.integer({ min: 0, max: 150 }),
    }),
    { maxLength: 60 },
  )
  .map((list) => {
    let atMs = 0;
    return list.map(({ kind, rid, afterMs }, index) => {
      atMs += afterMs;
      return ping(kind, atMs, rid, index + 1);
    });
  });

test('each ping is part of exactly one run, no run ends before it begins, and the order is that of first signs', () => {
  fc.assert(
    fc.property(arbitraryPings, (pings) => {
      const runs = pairRuns(pings, limitMs);
      const ends = pings.filter(({ kind }) => kind !== 'start');
      const starts = pings.filter(({ kind }) => kind === 'start');
      expect(
        runs
          .filter(({ endedMs }) => endedMs !== null)
          .map(({ n }) => n)
          .sort((a, b) => a - b),
      ).toEqual(ends.map(({ n }) => n));
      expect(runs.filter(({ startedMs }) => startedMs !== null)).toHaveLength(starts.length);
      for (const { startedMs, endedMs, end } of runs) {
        if (startedMs !== null && endedMs !== null) expect(endedMs).toBeGreaterThanOrEqual(startedMs);
        expect(endedMs === null).toBe(end === null || end === 'unended');
      }
      const signs = runs.map(firstSignMs);
      expect(signs).toEqual([...signs].sort((a, b) => a - b));
    }),
  );
});
