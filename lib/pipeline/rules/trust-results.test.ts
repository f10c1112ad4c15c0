import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  blindSinceMs,
  isMassFailure,
  judgeFailure,
  type Look,
  newSight,
  seeLook,
  type Trust,
} from '@/lib/pipeline/rules/trust-results';

const look = (startedAtMs: number, isReached: boolean, took = 10): Look => ({
  startedAtMs,
  finishedAtMs: startedAtMs + took,
  isReached,
});
const sightOf = (sightedAtMs: number | null, ...looks: Look[]) =>
  looks.reduce(seeLook, newSight(sightedAtMs));
const second = 1000;

describe('a failure', () => {
  const saw = sightOf(null, look(10 * second, true));
  const lost = sightOf(null, look(10 * second, true), look(20 * second, false));
  const back = seeLook(lost, look(40 * second, true));
  const island = sightOf(null, look(10 * second, false));
  const known = sightOf(5 * second, look(10 * second, false));
  test.each<[string, typeof saw, [number, number], { isMass: boolean; nowMs: number }, Trust]>([
    ['alone, after a look that reached something', saw, [12, 13], { isMass: false, nowMs: 13 }, 'stands'],
    ['alone, when that is six seconds ago', saw, [15, 16], { isMass: false, nowMs: 16.1 }, 'look'],
    ['among many, when it was over before the look', saw, [8, 9], { isMass: true, nowMs: 11 }, 'stands'],
    ['among many, when it was over after the look', saw, [8, 10.5], { isMass: true, nowMs: 11 }, 'look'],
    ['before anybody looked', newSight(null), [8, 9], { isMass: false, nowMs: 9 }, 'look'],
    ['while blind', lost, [21, 22], { isMass: true, nowMs: 21.5 }, 'unknown'],
    ['while blind, when the last look is old', lost, [22, 23], { isMass: true, nowMs: 23 }, 'look'],
    ['that was over before anything was last reached', lost, [8, 9], { isMass: false, nowMs: 21 }, 'stands'],
    [
      'between the last thing reached and the first that was not',
      lost,
      [12, 13],
      { isMass: false, nowMs: 21 },
      'unknown',
    ],
    ['that began while blind and was over after it', back, [39, 41], { isMass: true, nowMs: 41 }, 'unknown'],
    ['that began after the blindness', back, [40.5, 41], { isMass: false, nowMs: 41 }, 'stands'],
    [
      'on an island that nothing was ever reached from',
      island,
      [9, 9.5],
      { isMass: true, nowMs: 10.5 },
      'stands',
    ],
    [
      'of a process that began blind in a region that saw',
      known,
      [9, 9.5],
      { isMass: true, nowMs: 10.5 },
      'unknown',
    ],
    ['when the clock was set back behind the last look', saw, [1, 2], { isMass: false, nowMs: 2 }, 'look'],
  ])('%s', (_, sight, [from, to], now, trust) => {
    const failure = { startedAtMs: from * second, finishedAtMs: to * second };
    expect(judgeFailure(sight, failure, { ...now, nowMs: now.nowMs * second })).toBe(trust);
  });
});

test('a region is blind from the last time anything was reached until the first look that reaches something', () => {
  let sight = sightOf(null, look(0, true), look(1000, false), look(2000, false));
  expect(blindSinceMs(sight)).toBe(10);
  sight = seeLook(sight, look(3000, true));
  expect(blindSinceMs(sight)).toBeNull();
  expect(sight.stretches).toEqual([{ fromMs: 10, toMs: 3000 }]);
  expect(seeLook(sight, look(3000 + 11 * 60_000, true)).stretches).toEqual([]);
});

test('however looks went, one that just began after a failure and was over decides it', () => {
  const looks = fc.array(fc.tuple(fc.integer({ min: 1, max: 30_000 }), fc.boolean()), { maxLength: 20 });
  fc.assert(
    fc.property(looks, fc.boolean(), fc.boolean(), (steps, isReached, isMass) => {
      let atMs = 0;
      let sight = newSight(null);
      for (const [gapMs, reached] of steps) {
        atMs += gapMs;
        sight = seeLook(sight, look(atMs, reached, 0));
      }
      const failure = { startedAtMs: atMs + 1, finishedAtMs: atMs + 2 };
      const wasReached = sight.lastReachedAtMs !== null;
      const was = blindSinceMs(sight) !== null;
      sight = seeLook(sight, look(atMs + 3, isReached, 0));
      const trust = judgeFailure(sight, failure, { isMass, nowMs: atMs + 3 });
      const isBlind = was || (wasReached && !isReached);
      expect(trust).toBe(isBlind ? 'unknown' : 'stands');
    }),
  );
});

test.each<[string, Parameters<typeof isMassFailure>[0], boolean]>([
  ['30 %', { failedMonitors: 30, monitors: 100, failedChecks: 30, checks: 100 }, false],
  [
    'more than 30 % of the monitors',
    { failedMonitors: 31, monitors: 100, failedChecks: 31, checks: 1000 },
    true,
  ],
  ['four of four', { failedMonitors: 4, monitors: 4, failedChecks: 40, checks: 40 }, false],
  [
    'all that one of many workers sees',
    { failedMonitors: 50, monitors: 1000, failedChecks: 50, checks: 52 },
    true,
  ],
])('many at once: %s', (_, counts, isMass) => {
  expect(isMassFailure(counts)).toBe(isMass);
});
