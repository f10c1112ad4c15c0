import fc from 'fast-check';
import { expect, test } from 'vitest';
import { afterExit, type Crashes } from '@/bin/supervisor/backoff';

function delays(runsMs: readonly number[]): number[] {
  let crashes: Crashes = { failures: 0 };
  return runsMs.map((ranMs) => {
    const next = afterExit(crashes, ranMs);
    crashes = next;
    return next.delayMs;
  });
}

test('each early end doubles the wait, to half a minute at most', () => {
  expect(delays([0, 10, 20, 30, 40, 50, 60, 70])).toEqual([
    500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
  ]);
});

test('a minute of health makes the next restart quick again', () => {
  expect(delays([0, 0, 59_999, 60_000, 0])).toEqual([500, 1000, 2000, 500, 1000]);
});

test('the wait is never shorter than half a second nor longer than half a minute', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(200_000), { maxLength: 60 }), (runsMs) => {
      expect(delays(runsMs).every((delayMs) => delayMs >= 500 && delayMs <= 30_000)).toBe(true);
    }),
  );
});
