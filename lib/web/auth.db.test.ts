import { eq } from 'drizzle-orm';
import type { Account, Profile } from 'next-auth';
import { pino } from 'pino';
import { describe, expect } from 'vitest';
import { createDatabase, type Db } from '@/db/client';
import { accounts, sessions, users, verificationTokens } from '@/db/schema/users';
import { test } from '@/db/testing/database';
import { createTenant } from '@/db/testing/tenants';
import { authAdapter } from '@/lib/access/auth-adapter';
import { findSessionActor } from '@/lib/access/resolve-actor';
import { createSession } from '@/lib/access/sessions';
import { hashToken } from '@/lib/access/tokens';
import { createUser } from '@/lib/access/users';
import { newId } from '@/lib/core/ids';
import { inviteMember } from '@/lib/organizations/invite-member';
import { welcomeUser } from '@/lib/projects/welcome-user';
import { authOptions, enabledProviders } from '@/lib/web/auth';
import { findVerifiedGitHubUser } from '@/lib/web/internal/find-verified-github-user';

const client = { clientId: 'id', clientSecret: 'secret' };
const meta = { address: '192.0.2.1', userAgent: 'Firefox' };
const github: Account = { provider: 'github', type: 'oauth', providerAccountId: '42' };

function optionsFor(db: Db, given: { appUrl?: string; signup?: 'invite' | 'open'; session?: string } = {}) {
  const { appUrl = 'https://up.example', signup = 'invite', session = null } = given;
  const database = { ...createDatabase('postgres://unused'), db };
  return authOptions(
    { database, databaseUrl: '', logger: pino({ level: 'silent' }), appUrl, appSecret: 'x'.repeat(32) },
    { github: client, google: client, signup },
    { sessionToken: session, meta },
  );
}

async function maySignIn(
  options: ReturnType<typeof authOptions>,
  profile: Profile & Record<string, unknown>,
  account = github,
) {
  return await options.callbacks?.signIn?.({ user: { id: 'unused' }, account, profile });
}

async function invite(db: Db, email: string) {
  const tenant = await createTenant(db);
  const settings = { from: 'a@b.c', resendApiKey: null, resendBaseUrl: '', smtpUrl: null };
  const call = () => Promise.reject(new Error('no request is expected'));
  await inviteMember(
    { ...tenant.ctx, now: new Date() },
    { email },
    { appUrl: '', mail: { db, settings, call, now: () => new Date() } },
  );
  return tenant;
}

describe('authOptions', () => {
  test('keeps sessions in the database and has no credentials provider', ({ db }) => {
    const options = optionsFor(db);
    expect(options.session).toMatchObject({ strategy: 'database', maxAge: 14 * 86_400, updateAge: 3600 });
    expect(options.providers.map((provider) => [provider.id, provider.type])).toEqual([
      ['github', 'oauth'],
      ['google', 'oauth'],
    ]);
  });

  test('binds every cookie to the host over https, and to Lax and HttpOnly always', ({ db }) => {
    for (const [appUrl, prefix] of [
      ['https://up.example', '__Host-'],
      ['http://localhost:3000', ''],
    ] as const) {
      for (const cookie of Object.values(optionsFor(db, { appUrl }).cookies ?? {})) {
        expect(cookie.name.startsWith(`${prefix}stillup-`)).toBe(true);
        const secure = prefix !== '';
        expect(cookie.options).toMatchObject({ httpOnly: true, sameSite: 'lax', path: '/', secure });
      }
    }
  });

  test('offers the providers whose keys are set', () => {
    expect(enabledProviders({ github: null, google: null, signup: 'open' })).toEqual([]);
    expect(enabledProviders({ github: client, google: null, signup: 'open' })).toEqual([
      { id: 'github', name: 'GitHub' },
    ]);
  });
});

describe('signing in by a provider', () => {
  const profile = { email: 'Bob@example.com' };

  test('makes no owner of an empty install, and no account for a stranger', async ({ db }) => {
    expect(await maySignIn(optionsFor(db), profile)).toBe('/set-up');
    await createTenant(db);
    expect(await maySignIn(optionsFor(db), profile)).toBe('/sign-in?error=NotInvited');
    expect(await maySignIn(optionsFor(db, { signup: 'open' }), profile)).toBe(true);
  });

  test('lets the invited in by a verified address only', async ({ db }) => {
    await invite(db, 'bob@example.com');
    const google = { ...github, provider: 'google' };
    expect(await maySignIn(optionsFor(db), profile)).toBe(true);
    expect(await maySignIn(optionsFor(db), { ...profile, email_verified: true }, google)).toBe(true);
    for (const email_verified of [false, 'true', undefined]) {
      const answer = await maySignIn(optionsFor(db), { ...profile, email_verified }, google);
      expect(answer).toBe('/sign-in?error=EmailNotVerified');
    }
    expect(await maySignIn(optionsFor(db), {})).toBe('/sign-in?error=EmailNotVerified');
  });

  test('lets the linked in whatever their address is now, and the signed-in link', async ({ db }) => {
    const { userId } = await createTenant(db);
    const { sessionToken } = await createSession(db, { userId, now: new Date(), meta });
    expect(await maySignIn(optionsFor(db, { session: sessionToken }), profile)).toBe(true);
    expect(await maySignIn(optionsFor(db, { session: 'made-up' }), profile)).toBe(
      '/sign-in?error=NotInvited',
    );
    await authAdapter({ db, now: () => new Date(), meta }).linkAccount({ ...github, userId });
    expect(await maySignIn(optionsFor(db), {})).toBe(true);
  });
});

describe('welcomeUser', () => {
  const deps = (db: Db, signup: 'invite' | 'open') => ({
    db,
    now: new Date(),
    requestId: newId('req'),
    signup,
  });
  const memberships = async (db: Db, userId: string) => {
    const session = await createSession(db, { userId, now: new Date(), meta });
    return (await findSessionActor(db, session.sessionToken, new Date()))?.memberships;
  };

  test('joins those that have invited the verified address, once', async ({ db }) => {
    const tenant = await invite(db, 'bob@example.com');
    const adapter = authAdapter({ db, now: () => new Date(), meta });
    const { id } = await adapter.createUser({ email: 'Bob@example.com', name: 'Bob' });
    await welcomeUser(deps(db, 'open'), id);
    await welcomeUser(deps(db, 'open'), id);
    expect(await memberships(db, id)).toMatchObject([
      { organizationId: tenant.organizationId, role: 'viewer' },
    ]);
  });

  test('of an unverified address joins nothing; where sign-up is open it founds one organization', async ({
    db,
  }) => {
    await invite(db, 'eve@example.com');
    const row = { email: 'eve@example.com', name: null, passwordHash: null, now: new Date() };
    const { id } = await createUser(db, row);
    await welcomeUser(deps(db, 'invite'), id);
    expect(await memberships(db, id)).toEqual([]);
    await welcomeUser(deps(db, 'open'), id);
    await welcomeUser(deps(db, 'open'), id);
    expect(await memberships(db, id)).toMatchObject([{ organizationName: 'eve@example.com', role: 'owner' }]);
  });
});

describe('authAdapter', () => {
  test('stores hashes of session and verification tokens, and no token of a provider', async ({ db }) => {
    const adapter = authAdapter({ db, now: () => new Date(), meta });
    const user = await adapter.createUser({ email: 'Bob@Example.com', name: 'Bob' });
    expect(user).toMatchObject({ email: 'bob@example.com', emailVerified: expect.any(Date) });
    const linked = { ...github, userId: user.id, access_token: 'gho_secret', id_token: 'secret' };
    await adapter.linkAccount(linked);
    await adapter.createSession({ sessionToken: 'session-token', userId: user.id });
    await adapter.createVerificationToken({ identifier: 'x', token: 'mail-token', expires: new Date() });
    const stored = JSON.stringify([
      await db.select().from(accounts),
      await db.select().from(sessions),
      await db.select().from(verificationTokens),
    ]);
    for (const secret of ['secret', 'session-token', 'mail-token']) expect(stored).not.toContain(secret);
    expect(stored).toContain(hashToken('session-token'));
    expect((await adapter.getUserByAccount(github))?.id).toBe(user.id);
  });

  test('reads, ends and never outlives our sessions; a mail token works once', async ({ db }) => {
    const { userId } = await createTenant(db);
    let now = new Date();
    const adapter = authAdapter({ db, now: () => now, meta });
    const { sessionToken } = await createSession(db, { userId, now, meta });
    const found = await adapter.getSessionAndUser(sessionToken);
    expect(found).toMatchObject({ session: { sessionToken, userId }, user: { id: userId } });
    expect(JSON.stringify(found)).not.toContain('passwordHash');
    now = new Date(now.getTime() + 15 * 86_400_000);
    expect(await adapter.getSessionAndUser(sessionToken)).toBeNull();
    await adapter.deleteSession(sessionToken);
    expect(await db.$count(sessions, eq(sessions.userId, userId))).toBe(0);
    const token = { identifier: 'x', token: 'mail-token', expires: now };
    await adapter.createVerificationToken(token);
    const key = { identifier: 'x', token: 'mail-token' };
    expect(await adapter.useVerificationToken(key)).toEqual(token);
    expect(await adapter.useVerificationToken(key)).toBeNull();
    expect(await db.$count(users)).toBe(1);
  });
});

describe('findVerifiedGitHubUser', () => {
  const list = (emails: unknown) => ({
    tokens: { access_token: 't' },
    client: {
      userinfo: async () => ({ id: 42, login: 'bob', email: 'public@example.com' }),
      requestResource: async () => ({ body: Buffer.from(JSON.stringify(emails)) }),
    },
  });
  const email = (address: string, primary: boolean, verified: boolean) => ({
    email: address,
    primary,
    verified,
  });

  test('takes the primary address if it is verified, else another verified one, else none', async () => {
    const both = [email('two@x.y', false, true), email('one@x.y', true, true)];
    expect((await findVerifiedGitHubUser(list(both))).email).toBe('one@x.y');
    const second = [email('one@x.y', true, false), email('two@x.y', false, true)];
    expect((await findVerifiedGitHubUser(list(second))).email).toBe('two@x.y');
    expect(await findVerifiedGitHubUser(list([email('one@x.y', true, false)]))).not.toHaveProperty('email');
    expect(await findVerifiedGitHubUser(list({ message: 'Bad credentials' }))).not.toHaveProperty('email');
  });
});
