import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import type { Db } from '@/db/client';
import { auditLog } from '@/db/schema/access';
import { invitations } from '@/db/schema/organizations';
import { sessions } from '@/db/schema/users';
import { freshDatabase, test } from '@/db/testing/database';
import { createTenant, later, type Tenant, withApiKey, withRole } from '@/db/testing/tenants';
import { hashPassword } from '@/lib/access/passwords';
import { findSessionActor } from '@/lib/access/resolve-actor';
import { createSession } from '@/lib/access/sessions';
import { signInWithPassword } from '@/lib/access/sign-in';
import { createUser } from '@/lib/access/users';
import { newId } from '@/lib/core/ids';
import { getMailboxMessage } from '@/lib/email/get-mailbox-message';
import { listMailboxMessages } from '@/lib/email/list-mailbox-messages';
import type { MailDeps } from '@/lib/email/send-email';
import { acceptInvitation, acceptInvitationAsNewUser } from '@/lib/organizations/accept-invitation';
import { acceptInvitationsForEmail, isInvited } from '@/lib/organizations/accept-invitations-for-email';
import { changePassword } from '@/lib/organizations/change-password';
import { findInvitationByToken } from '@/lib/organizations/find-invitation-by-token';
import { inviteMember } from '@/lib/organizations/invite-member';
import { listInvitations } from '@/lib/organizations/list-invitations';
import { listMembers } from '@/lib/organizations/list-members';
import { revokeInvitation } from '@/lib/organizations/revoke-invitation';

const appUrl = 'https://up.example';
const password = 'correct horse battery';
const weekMs = 7 * 86_400_000;
const nowhere = { address: null, userAgent: null };

function inviteDeps(tenant: Tenant) {
  const settings = {
    from: 'Stillup <stillup@localhost>',
    resendApiKey: null,
    resendBaseUrl: '',
    smtpUrl: null,
  };
  const mail: MailDeps = {
    db: tenant.ctx.db,
    settings,
    call: () => Promise.reject(new Error('no request is expected')),
    now: () => tenant.ctx.now,
  };
  return { appUrl, mail };
}

async function invite(tenant: Tenant, raw: Record<string, unknown> = {}) {
  const invited = await inviteMember(
    tenant.ctx,
    { email: 'bob@example.com', role: 'editor', ...raw },
    inviteDeps(tenant),
  );
  return { ...invited, token: invited.url.slice(`${appUrl}/invitations/`.length) };
}

async function signedIn(db: Db, tenant: Tenant, email: string) {
  const { now } = tenant.ctx;
  const user = await createUser(db, { email, name: null, passwordHash: await hashPassword(password), now });
  const session = await createSession(db, { userId: user.id, now, meta: nowhere });
  return {
    ...session,
    ctx: { db, now, requestId: newId('req'), userId: user.id, sessionId: session.sessionId },
  };
}

describe('inviteMember', () => {
  test('answers the link once and stores only the hash of its token', async ({ db }) => {
    const tenant = await createTenant(db);
    const { token, url, mail, ...view } = await invite(tenant);
    expect(token.length).toBeGreaterThanOrEqual(43);
    expect(view).toMatchObject({ email: 'bob@example.com', role: 'editor', status: 'pending' });
    expect((await listInvitations(tenant.ctx, {})).data).toEqual([view]);
    const stored = JSON.stringify([await db.select().from(invitations), await db.select().from(auditLog)]);
    expect(stored).not.toContain(token);
  });

  test('sends the link, at most ten times an hour to one address', async ({ db }) => {
    const tenant = await createTenant(db);
    const { url, mail } = await invite(tenant);
    expect(mail).toBe('mailbox');
    const [listed] = (await listMailboxMessages(tenant.ctx, {})).data;
    const message = await getMailboxMessage(tenant.ctx, { id: listed?.id });
    expect(message).toMatchObject({ recipients: ['bob@example.com'], subject: 'Ada invites you to Acme' });
    expect(message.text).toContain(url);
    for (let more = 0; more < 9; more += 1) expect((await invite(tenant)).mail).toBe('mailbox');
    expect((await invite(tenant)).mail).toBe('limited');
  });

  test('lets nobody invite above their own role, and neither editors nor keys invite', async ({ db }) => {
    const tenant = await createTenant(db);
    const raw = { email: 'bob@example.com', role: 'owner' };
    const attempts: [typeof tenant.ctx, string][] = [
      [withRole(tenant, 'admin'), 'owner'],
      [withRole(tenant, 'editor'), 'viewer'],
      [withApiKey(tenant, ['read', 'write']), 'viewer'],
    ];
    for (const [ctx, role] of attempts) {
      const attempt = inviteMember(ctx, { ...raw, role }, inviteDeps(tenant));
      await expect(attempt).rejects.toMatchObject({ code: 'forbidden' });
    }
    await inviteMember(withRole(tenant, 'admin'), { ...raw, role: 'admin' }, inviteDeps(tenant));
  });

  test('a second one takes the place of the first', async ({ db }) => {
    const tenant = await createTenant(db);
    const [first, second] = [await invite(tenant), await invite(tenant, { role: 'viewer' })];
    const deps = { ...tenant.ctx };
    expect((await findInvitationByToken(deps, { token: first.token }))?.status).toBe('revoked');
    expect((await findInvitationByToken(deps, { token: second.token }))?.status).toBe('pending');
  });

  test('a member cannot be invited again', async ({ db }) => {
    const tenant = await createTenant(db);
    const { token } = await invite(tenant);
    await acceptInvitationAsNewUser(tenant.ctx, { token, password });
    await expect(invite(tenant)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('accepting', () => {
  test('as a new user makes the account of the invited address with the role', async ({ db }) => {
    const tenant = await createTenant(db);
    const { token } = await invite(tenant);
    const joined = await acceptInvitationAsNewUser(tenant.ctx, { token, name: 'Bob', password });
    expect(joined.organizationId).toBe(tenant.organizationId);
    const session = await signInWithPassword(tenant.ctx, { email: 'bob@example.com', password }, nowhere);
    const actor = await findSessionActor(db, session.sessionToken, tenant.ctx.now);
    expect(actor?.memberships).toMatchObject([{ organizationId: tenant.organizationId, role: 'editor' }]);
    await expect(acceptInvitationAsNewUser(tenant.ctx, { token, password })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('of two at the same moment makes one account', async () => {
    const database = await freshDatabase({ max: 4 });
    try {
      const tenant = await createTenant(database.db);
      const { token } = await invite(tenant);
      const outcomes = await Promise.allSettled(
        [1, 2].map(() => acceptInvitationAsNewUser(tenant.ctx, { token, password })),
      );
      expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
      expect((await listMembers(tenant.ctx, {})).data).toHaveLength(2);
    } finally {
      await database.close();
    }
  });

  test('while signed in needs the invited address', async ({ db }) => {
    const tenant = await createTenant(db);
    const { token } = await invite(tenant);
    const eve = await signedIn(db, tenant, 'eve@example.com');
    await expect(acceptInvitation(eve.ctx, { token })).rejects.toMatchObject({ code: 'forbidden' });
    const bob = await signedIn(db, tenant, 'bob@example.com');
    const asNew = acceptInvitationAsNewUser(tenant.ctx, { token, password });
    await expect(asNew).rejects.toMatchObject({ code: 'conflict' });
    await acceptInvitation(bob.ctx, { token });
    await expect(acceptInvitation(bob.ctx, { token })).rejects.toMatchObject({ code: 'conflict' });
    expect((await listMembers(tenant.ctx, {})).data.map((member) => member.email)).toContain(
      'bob@example.com',
    );
  });

  test('is over after seven days, after a revocation, and for a made-up token', async ({ db }) => {
    const tenant = await createTenant(db);
    const expired = await invite(tenant);
    const late = acceptInvitationAsNewUser(later(tenant.ctx, weekMs), { token: expired.token, password });
    await expect(late).rejects.toMatchObject({ code: 'conflict' });
    await revokeInvitation(tenant.ctx, { id: expired.id });
    const revoked = acceptInvitationAsNewUser(tenant.ctx, { token: expired.token, password });
    await expect(revoked).rejects.toMatchObject({ code: 'conflict' });
    const made = acceptInvitationAsNewUser(tenant.ctx, { token: 'made-up', password });
    await expect(made).rejects.toMatchObject({ code: 'not_found' });
    expect(await findInvitationByToken(tenant.ctx, { token: 'made up!' })).toBeNull();
  });

  test('by a verified address joins every organization that has invited it', async ({ db }) => {
    const [one, two] = [await createTenant(db), await createTenant(db, 'Other')];
    await invite(one);
    await invite(two, { role: 'viewer' });
    const user = await createUser(db, {
      email: 'bob@example.com',
      name: null,
      passwordHash: null,
      now: one.ctx.now,
    });
    expect(await isInvited(one.ctx, 'bob@example.com')).toBe(true);
    expect(await acceptInvitationsForEmail(one.ctx, user)).toBe(2);
    expect(await isInvited(one.ctx, 'bob@example.com')).toBe(false);
    expect(await acceptInvitationsForEmail(one.ctx, user)).toBe(0);
  });
});

describe('revokeInvitation', () => {
  test('holds, twice changes nothing, and reaches no other tenant', async ({ db }) => {
    const [one, other] = [await createTenant(db), await createTenant(db, 'Other')];
    const { id } = await invite(one);
    await expect(revokeInvitation(other.ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(revokeInvitation(withRole(one, 'editor'), { id })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const revoked = await revokeInvitation(one.ctx, { id });
    expect(revoked.status).toBe('revoked');
    expect(await revokeInvitation(one.ctx, { id })).toEqual(revoked);
    expect(await db.$count(auditLog, eq(auditLog.action, 'invitation.revoked'))).toBe(1);
    expect((await listInvitations(other.ctx, {})).data).toEqual([]);
  });

  test('comes too late once accepted', async ({ db }) => {
    const tenant = await createTenant(db);
    const { id, token } = await invite(tenant);
    await acceptInvitationAsNewUser(tenant.ctx, { token, password });
    await expect(revokeInvitation(tenant.ctx, { id })).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('changePassword', () => {
  test('ends all other sessions and tells every organization', async ({ db }) => {
    const tenant = await createTenant(db);
    const bob = await signedIn(db, tenant, 'bob@example.com');
    await createSession(db, { userId: bob.ctx.userId, now: tenant.ctx.now, meta: nowhere });
    const { token } = await invite(tenant);
    await acceptInvitation(bob.ctx, { token });
    const wrong = changePassword(bob.ctx, { current_password: 'wrong', new_password: 'another good one' });
    await expect(wrong).rejects.toMatchObject({
      code: 'invalid',
      errors: [expect.objectContaining({ pointer: '/current_password' })],
    });
    const changed = { current_password: password, new_password: 'another good one' };
    expect(await changePassword(bob.ctx, changed)).toBe(1);
    const left = await db
      .select({ id: sessions.id })
      .from(sessions)
      .where(eq(sessions.userId, bob.ctx.userId));
    expect(left).toEqual([{ id: bob.sessionId }]);
    const email = 'bob@example.com';
    await signInWithPassword(tenant.ctx, { email, password: 'another good one' }, nowhere);
    await expect(signInWithPassword(tenant.ctx, { email, password }, nowhere)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    expect(await db.$count(auditLog, eq(auditLog.action, 'user.password_changed'))).toBe(1);
  });
});
