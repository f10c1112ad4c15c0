import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect } from 'vitest';
import type { Db } from '@/db/client';
import { sessions } from '@/db/schema/users';
import { test } from '@/db/testing/database';
import { listSessions } from '@/lib/access/list-sessions';
import { hashPassword } from '@/lib/access/passwords';
import { findSessionActor } from '@/lib/access/resolve-actor';
import { revokeOtherSessions, revokeSession } from '@/lib/access/revoke-session';
import { createSession, endSession } from '@/lib/access/sessions';
import { signInWithPassword } from '@/lib/access/sign-in';
import { hashToken } from '@/lib/access/tokens';
import { createUser } from '@/lib/access/users';
import { newId } from '@/lib/core/ids';

const now = new Date('2026-03-04T05:06:07.000Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const meta = { address: '192.0.2.1', userAgent: 'Firefox' };
const password = 'correct horse battery';
let passwordHash = '';
beforeAll(async () => {
  passwordHash = await hashPassword(password);
});

const deps = (db: Db, at = now) => ({ db, now: at, requestId: newId('req') });
const ada = (db: Db) => createUser(db, { email: 'ada@example.com', name: 'Ada', passwordHash, now });
const account = (db: Db, userId: string, sessionId: string) => ({ ...deps(db), userId, sessionId });

describe('signInWithPassword', () => {
  test('opens a session whose token is stored as a hash only', async ({ db }) => {
    const user = await ada(db);
    const opened = await signInWithPassword(deps(db), { email: ' ADA@example.com', password }, meta);
    expect(opened).toMatchObject({ userId: user.id, expiresAt: later(14 * dayMs) });
    const [row] = await db.select().from(sessions).where(eq(sessions.userId, user.id));
    expect(row?.sessionToken).toBe(hashToken(opened.sessionToken));
    expect(JSON.stringify(row)).not.toContain(opened.sessionToken);
    expect((await findSessionActor(db, opened.sessionToken, now))?.user.email).toBe('ada@example.com');
  });

  test('says the same to a wrong password, an unknown address and a user without a password', async ({
    db,
  }) => {
    await ada(db);
    await createUser(db, { email: 'oauth@example.com', name: null, passwordHash: null, now });
    const messages: string[] = [];
    for (const email of ['ada@example.com', 'nobody@example.com', 'oauth@example.com']) {
      const failed = signInWithPassword(deps(db), { email, password: 'not the password' }, meta);
      await expect(failed).rejects.toMatchObject({ code: 'unauthenticated' });
      messages.push(
        await failed.then(
          () => '',
          (error: Error) => error.message,
        ),
      );
    }
    expect(new Set(messages).size).toBe(1);
  });

  test('after 20 failures refuses even the right password, from that IP and for that hour', async ({
    db,
  }) => {
    await ada(db);
    const wrong = { email: 'ada@example.com', password: 'not the password' };
    for (let attempt = 0; attempt < 20; attempt += 1) {
      await expect(signInWithPassword(deps(db), wrong, meta)).rejects.toMatchObject({
        code: 'unauthenticated',
      });
    }
    const right = { email: 'ada@example.com', password };
    await expect(signInWithPassword(deps(db), right, meta)).rejects.toMatchObject({ code: 'rate_limited' });
    await signInWithPassword(deps(db), right, { ...meta, address: '192.0.2.2' });
    await signInWithPassword(deps(db, later(hourMs)), right, meta);
  });

  test('a success forgets the failures before it', async ({ db }) => {
    await ada(db);
    for (let attempt = 0; attempt < 45; attempt += 1) {
      const isRight = attempt % 15 === 14;
      const given = isRight ? password : 'not the password';
      const answer = signInWithPassword(deps(db), { email: 'ada@example.com', password: given }, meta);
      if (isRight) await answer;
      else await expect(answer).rejects.toMatchObject({ code: 'unauthenticated' });
    }
  });
});

describe('a session', () => {
  test('is renewed hourly up to 90 days after the sign-in, and then ends', async ({ db }) => {
    const { id: userId } = await ada(db);
    const { sessionToken: token } = await createSession(db, { userId, now, meta });
    expect(await findSessionActor(db, token, later(hourMs - 1))).toMatchObject({ isRenewed: false });
    const renewed = await findSessionActor(db, token, later(hourMs));
    expect(renewed).toMatchObject({ isRenewed: true, expiresAt: later(hourMs + 14 * dayMs) });
    for (let day = 10; day < 90; day += 10) {
      expect(await findSessionActor(db, token, later(day * dayMs))).not.toBeNull();
    }
    const last = await findSessionActor(db, token, later(89 * dayMs));
    expect(last?.expiresAt).toEqual(later(90 * dayMs));
    expect(await findSessionActor(db, token, later(90 * dayMs))).toBeNull();
  });

  test('ends after 14 days without a visit, at sign-out, and when revoked', async ({ db }) => {
    const { id: userId } = await ada(db);
    const [one, two, three] = [
      await createSession(db, { userId, now, meta }),
      await createSession(db, { userId, now, meta }),
      await createSession(db, { userId, now, meta }),
    ];
    expect(await findSessionActor(db, one.sessionToken, later(14 * dayMs))).toBeNull();
    await endSession(db, two.sessionToken);
    await endSession(db, two.sessionToken);
    expect(await findSessionActor(db, two.sessionToken, now)).toBeNull();
    const me = account(db, userId, one.sessionId);
    await revokeSession(me, { id: three.sessionId });
    expect(await findSessionActor(db, three.sessionToken, now)).toBeNull();
    await expect(revokeSession(me, { id: three.sessionId })).rejects.toMatchObject({ code: 'not_found' });
    expect(await findSessionActor(db, one.sessionToken, now)).not.toBeNull();
  });

  test("is listed to its user only, and nobody revokes another's", async ({ db }) => {
    const user = await ada(db);
    const eve = await createUser(db, { email: 'eve@example.com', name: null, passwordHash, now });
    const mine = await createSession(db, { userId: user.id, now, meta });
    const hers = await createSession(db, { userId: eve.id, now, meta });
    expect(await listSessions(account(db, user.id, mine.sessionId))).toEqual([
      {
        id: mine.sessionId,
        created_at: now.toISOString(),
        renewed_at: now.toISOString(),
        expires_at: later(14 * dayMs).toISOString(),
        user_agent: 'Firefox',
        address: '192.0.2.1',
        is_current: true,
      },
    ]);
    const stolen = revokeSession(account(db, eve.id, hers.sessionId), { id: mine.sessionId });
    await expect(stolen).rejects.toMatchObject({ code: 'not_found' });
  });

  test('of all others ends at once, the current one stays', async ({ db }) => {
    const { id: userId } = await ada(db);
    const [kept, other] = [
      await createSession(db, { userId, now, meta }),
      await createSession(db, { userId, now, meta }),
    ];
    expect(await revokeOtherSessions(account(db, userId, kept.sessionId))).toBe(1);
    expect(await findSessionActor(db, other.sessionToken, now)).toBeNull();
    expect(await findSessionActor(db, kept.sessionToken, now)).not.toBeNull();
  });

  test.for(['', 'x', 'x'.repeat(5000), '\u0000'])('of no token like %j exists', async (token, { db }) => {
    expect(await findSessionActor(db, token, now)).toBeNull();
  });
});
