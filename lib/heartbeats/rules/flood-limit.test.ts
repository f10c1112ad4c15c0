import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FloodLimit } from '@/lib/heartbeats/rules/flood-limit';

const perMonitor = { burst: 30, perMinute: 5 };

function takeMany(
  limit: FloodLimit,
  name: string,
  { count, nowMs }: { count: number; nowMs: number },
): number {
  let taken = 0;
  for (let index = 0; index < count; index += 1) if (limit.take(name, nowMs) === 0) taken += 1;
  return taken;
}

test('thirty at once, then five a minute, and others are not touched', () => {
  const limit = new FloodLimit(perMonitor);
  expect(takeMany(limit, 'a', { count: 100, nowMs: 7.3 })).toBe(30);
  expect(limit.take('b', 7.3)).toBe(0);
  expect(limit.take('a', 7.3)).toBeCloseTo(12_000);
  expect(limit.take('a', 12_007)).toBeGreaterThan(0);
  expect(takeMany(limit, 'a', { count: 10, nowMs: 12_007.4 })).toBe(1);
  expect(takeMany(limit, 'a', { count: 10, nowMs: 72_008 })).toBe(5);
});

test('after six quiet minutes the whole burst is there again', () => {
  const limit = new FloodLimit(perMonitor);
  takeMany(limit, 'a', { count: 100, nowMs: 0 });
  expect(takeMany(limit, 'a', { count: 100, nowMs: 360_000 })).toBe(30);
});

test('whoever waits as long as he is told is let in, and not one token more than the rule is given', () => {
  const steps = fc.array(
    fc.record({ pauseMs: fc.double({ min: 0, max: 60_000, noNaN: true }), name: fc.constantFrom('a', 'b') }),
    {
      maxLength: 300,
    },
  );
  fc.assert(
    fc.property(
      steps,
      fc.integer({ min: 2, max: 40 }),
      fc.integer({ min: 1, max: 100 }),
      (pauses, burst, perMinute) => {
        const limit = new FloodLimit({ burst, perMinute });
        const taken: Record<string, number[]> = { a: [], b: [] };
        let nowMs = 1000;
        for (const { pauseMs, name } of pauses) {
          nowMs += pauseMs;
          const waitMs = limit.take(name, nowMs);
          if (waitMs === 0) taken[name]?.push(nowMs);
          else {
            nowMs += waitMs;
            expect(limit.take(name, nowMs)).toBe(0);
            taken[name]?.push(nowMs);
          }
        }
        for (const times of Object.values(taken)) {
          times.forEach((fromMs, first) => {
            const last = times.length - 1;
            const most = burst + (((times[last] ?? 0) - fromMs) * perMinute) / 60_000 + 0.01;
            expect(last - first + 1).toBeLessThanOrEqual(Math.ceil(most));
          });
        }
      },
    ),
  );
});

test('names that came once are forgotten, and memory stays within its bound', () => {
  const limit = new FloodLimit({ ...perMonitor, maxNames: 1000 });
  for (let index = 0; index < 100_000; index += 1) {
    limit.take(`stranger-${index}`, index / 100);
    if (limit.size > 1500) expect(limit.size).toBeLessThanOrEqual(1500);
  }
  limit.take('a', 800_000);
  limit.take('a', 1_600_000);
  expect(limit.size).toBeLessThan(600);
});

test('inventing names does not give anybody a new bucket', () => {
  const limit = new FloodLimit({ ...perMonitor, maxNames: 1000 });
  expect(takeMany(limit, 'a', { count: 40, nowMs: 0 })).toBe(30);
  for (let index = 0; index < 20_000; index += 1) limit.take(`stranger-${index}`, 1000);
  expect(takeMany(limit, 'a', { count: 40, nowMs: 1000 })).toBe(0);
});
