import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { freshDatabase, test } from '@/db/testing/database';
import { consumeLimit, releaseLimit, requireLimit, returnUse } from '@/lib/access/rate-limit';

const now = new Date('2026-03-04T05:06:07.000Z');
const hour = { key: 'sign-in:a@b.c:192.0.2.1', limit: 20, windowSeconds: 3600, now };

describe('consumeLimit', () => {
  test('allows the limit and no more, says what is left and when it begins anew', async ({ db }) => {
    const use = { ...hour, limit: 2 };
    const resetSeconds = 3600 - 6 * 60 - 7;
    expect(await consumeLimit(db, use)).toEqual({ allowed: true, limit: 2, remaining: 1, resetSeconds });
    expect(await consumeLimit(db, use)).toEqual({ allowed: true, limit: 2, remaining: 0, resetSeconds });
    expect(await consumeLimit(db, use)).toEqual({ allowed: false, limit: 2, remaining: 0, resetSeconds });
  });

  test('a use that is returned can be used again, and none is returned that was not used', async ({ db }) => {
    const use = { ...hour, limit: 1 };
    await returnUse(db, use);
    expect((await consumeLimit(db, use)).allowed).toBe(true);
    await returnUse(db, use);
    await returnUse(db, use);
    expect((await consumeLimit(db, use)).allowed).toBe(true);
    expect((await consumeLimit(db, use)).allowed).toBe(false);
  });

  test('begins anew with the next window, and knows keys apart', async ({ db }) => {
    const use = { ...hour, limit: 1 };
    await consumeLimit(db, use);
    const next = new Date(now.getTime() + 3_600_000);
    expect((await consumeLimit(db, use)).allowed).toBe(false);
    expect((await consumeLimit(db, { ...use, now: next })).allowed).toBe(true);
    expect((await consumeLimit(db, { ...use, key: 'other' })).allowed).toBe(true);
  });

  test('in any order of keys and instants allows exactly the limit per key and window', async ({ db }) => {
    const use = fc.record({ key: fc.constantFrom('x', 'y'), seconds: fc.nat(179) });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(use, { maxLength: 25 }),
        fc.integer({ min: 1, max: 5 }),
        async (uses, limit) => {
          run += 1;
          const used = new Map<string, number>();
          for (const { key, seconds } of uses) {
            const at = new Date(Date.UTC(2026, 0, 1) + seconds * 1000);
            const state = await consumeLimit(db, { key: `${run}:${key}`, limit, windowSeconds: 60, now: at });
            const window = `${key}:${Math.floor(seconds / 60)}`;
            const count = (used.get(window) ?? 0) + 1;
            used.set(window, count);
            expect(state.allowed).toBe(count <= limit);
            expect(state.remaining).toBe(Math.max(0, limit - count));
            expect(state.resetSeconds).toBe(60 - (seconds % 60));
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  test('of fifty calls at the same moment allows exactly the limit', async () => {
    const database = await freshDatabase({ max: 10 });
    try {
      const states = await Promise.all(Array.from({ length: 50 }, () => consumeLimit(database.db, hour)));
      expect(states.filter((state) => state.allowed)).toHaveLength(20);
    } finally {
      await database.close();
    }
  });

  test('refuses with the seconds to wait, and forgets on request', async ({ db }) => {
    const use = { ...hour, limit: 1 };
    await requireLimit(db, use, 'Slower.');
    await expect(requireLimit(db, use, 'Slower.')).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfterSeconds: 3233,
    });
    await releaseLimit(db, use);
    await requireLimit(db, use, 'Slower.');
  });
});
