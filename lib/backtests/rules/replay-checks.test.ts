import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { replayChecks, type StoredCheck } from '@/lib/backtests/rules/replay-checks';
import type { CheckResult } from '@/lib/probing/constants';

const intervalMs = 60_000;
const usual = { intervalMs, failureThreshold: 2, recoveryThreshold: 1, degradedAfterMs: null };
const unlimited = { degradedAfterMs: null };

/** `.` up, `x` down, `~` slow (2 s), `?` unknown, ` ` no check. One a minute. */
function checksOf(story: string, region = 'local'): StoredCheck[] {
  const results: Record<string, CheckResult> = { '.': 'up', x: 'down', '~': 'degraded', '?': 'unknown' };
  return [...story].flatMap((sign, index) => {
    const result = results[sign];
    const totalMs = sign === '~' ? 2000 : 100;
    return result === undefined ? [] : [{ atMs: index * intervalMs, totalMs, region, result }];
  });
}

const minutes = (story: string, thresholds = usual) =>
  replayChecks(checksOf(story), thresholds, unlimited).outages.map(
    ({ downSinceMs, openedMs, resolvedMs }) => [
      downSinceMs / intervalMs,
      Math.floor(openedMs / intervalMs),
      resolvedMs === null ? null : Math.floor(resolvedMs / intervalMs),
    ],
  );

describe('outages under thresholds', () => {
  test.each([
    ['..xx..', 2, 1, [[2, 3, 4]]],
    ['..x...', 2, 1, []],
    ['..x...', 1, 1, [[2, 2, 3]]],
    [
      '..xx.xx..',
      2,
      1,
      [
        [2, 3, 4],
        [5, 6, 7],
      ],
    ],
    ['..xx.xx..', 2, 2, [[2, 3, 8]]],
    ['..xxxx', 2, 1, [[2, 3, null]]],
    ['..xx?x..', 2, 1, [[2, 3, 6]]],
    ['..x   x..', 2, 1, []],
    [
      'xx.x.x.xx',
      2,
      1,
      [
        [0, 1, 2],
        [7, 8, null],
      ],
    ],
  ] as const)('%s, down after %i, up after %i', (story, failureThreshold, recoveryThreshold, expected) => {
    expect(minutes(story, { ...usual, failureThreshold, recoveryThreshold })).toEqual(expected);
  });

  test('with several regions the quorum decides', () => {
    const checks = [
      ...checksOf('..xxx..', 'fra'),
      ...checksOf('.......', 'iad'),
      ...checksOf('...xx..', 'sin'),
    ];
    const { outages } = replayChecks(checks, usual, unlimited);
    expect(outages).toHaveLength(1);
    expect(outages[0]?.downSinceMs).toBe(3 * intervalMs);
  });
});

test('the stricter the failure threshold, the fewer outages, and never an earlier one', () => {
  const stories = fc.string({ unit: fc.constantFrom('.', 'x', '~', '?', ' '), minLength: 1, maxLength: 80 });
  fc.assert(
    fc.property(stories, fc.integer({ min: 1, max: 5 }), (story, failureThreshold) => {
      const loose = minutes(story, { ...usual, failureThreshold });
      const strict = minutes(story, { ...usual, failureThreshold: failureThreshold + 1 });
      expect(strict.length).toBeLessThanOrEqual(loose.length);
      const first = (list: readonly (readonly (number | null)[])[]) =>
        list[0]?.[1] ?? Number.POSITIVE_INFINITY;
      expect(first(strict)).toBeGreaterThanOrEqual(first(loose));
    }),
  );
});

test.each([
  ['slower than the new limit', 3000, 1000, ['up', 'degraded', 'up']],
  ['faster than the new limit', 8000, 1000, ['up']],
  ['no limit any more', null, 1000, ['up']],
  ['degraded for another reason than its time', null, null, ['up', 'degraded', 'up']],
] as const)('a slow answer, %s', (_, degradedAfterMs, measuredByMs, states) => {
  const checks = checksOf('..~~..').map((check) => ({ ...check, totalMs: check.totalMs * 2 }));
  const { spans } = replayChecks(checks, { ...usual, degradedAfterMs }, { degradedAfterMs: measuredByMs });
  expect(spans.map(({ state }) => state)).toEqual(states);
});

test('time that no check vouched for is unknown', () => {
  const { spans } = replayChecks(checksOf('..    ..'), usual, unlimited);
  expect(spans.map(({ state, startedAtMs }) => [state, startedAtMs])).toEqual([
    ['up', 0],
    ['unknown', 2 * intervalMs + 15_000],
    ['up', 6 * intervalMs],
  ]);
});
