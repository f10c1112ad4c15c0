import { expect } from 'vitest';
import { rateLimits } from '@/db/schema/access';
import { sessions, verificationTokens } from '@/db/schema/users';
import { test } from '@/db/testing/database';
import { createTenant } from '@/db/testing/tenants';
import { createSession, findSession } from '@/lib/access/sessions';
import { sweepExpired } from '@/lib/access/sweep-expired';

const now = new Date('2026-03-04T05:06:07.000Z');
const dayMs = 86_400_000;
const ago = (ms: number) => new Date(now.getTime() - ms);
const meta = { address: null, userAgent: null };

test('takes away what is over, leaves what is not, and twice is once', async ({ db }) => {
  const { userId } = await createTenant(db);
  const kept = await createSession(db, { userId, now: ago(13 * dayMs), meta });
  await createSession(db, { userId, now: ago(14 * dayMs + 1), meta });
  await db.insert(verificationTokens).values([
    { identifier: 'x', token: 'old', expires: ago(1) },
    { identifier: 'x', token: 'new', expires: now },
  ]);
  await db.insert(rateLimits).values([
    { key: 'x', windowStartAt: ago(dayMs + 1), count: 1 },
    { key: 'x', windowStartAt: ago(3_600_000), count: 1 },
  ]);
  const once = { sessions: 1, verificationTokens: 1, rateLimits: 1 };
  expect(await sweepExpired(db, now)).toEqual(once);
  const none = { sessions: 0, verificationTokens: 0, rateLimits: 0 };
  expect(await sweepExpired(db, now)).toEqual(none);
  for (const table of [sessions, verificationTokens, rateLimits]) {
    expect(await db.$count(table)).toBe(1);
  }
  expect(await findSession(db, kept.sessionToken, now)).not.toBeNull();
});
