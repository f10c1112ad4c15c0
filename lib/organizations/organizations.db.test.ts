import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import type { Db } from '@/db/client';
import { auditLog } from '@/db/schema/access';
import { members } from '@/db/schema/organizations';
import { users } from '@/db/schema/users';
import { freshDatabase, test } from '@/db/testing/database';
import { createTenant, type Tenant, withApiKey, withRole } from '@/db/testing/tenants';
import type { Role } from '@/lib/access/constants';
import type { Ctx } from '@/lib/access/context';
import { newId } from '@/lib/core/ids';
import { getOrganization } from '@/lib/organizations/get-organization';
import { listMembers } from '@/lib/organizations/list-members';
import { removeMember } from '@/lib/organizations/remove-member';
import { updateMember } from '@/lib/organizations/update-member';
import { updateOrganization } from '@/lib/organizations/update-organization';

async function addMember(db: Db, tenant: Tenant, role: Role): Promise<{ id: string; ctx: Ctx }> {
  const userId = newId('usr');
  const id = newId('mem');
  await db.insert(users).values({ id: userId, name: role, email: `${userId}@example.com` });
  await db.insert(members).values({ id, organizationId: tenant.organizationId, userId, role });
  return { id, ctx: { ...tenant.ctx, actor: { kind: 'user', userId, name: role, role } } };
}

async function ownerOf(tenant: Tenant): Promise<string> {
  const { data } = await listMembers(tenant.ctx, {});
  return data.find((member) => member.role === 'owner')?.id ?? '';
}

describe('an organization', () => {
  test('is renamed by its owner only, and logged once', async ({ db }) => {
    const tenant = await createTenant(db);
    expect((await getOrganization(withRole(tenant, 'viewer'))).name).toBe('Acme');
    await updateOrganization(tenant.ctx, { name: 'Acme Ltd' });
    await updateOrganization(tenant.ctx, { name: 'Acme Ltd' });
    expect((await getOrganization(tenant.ctx)).name).toBe('Acme Ltd');
    expect(await db.$count(auditLog, eq(auditLog.action, 'organization.updated'))).toBe(1);
    for (const ctx of [withRole(tenant, 'admin'), withApiKey(tenant, ['read', 'write'])]) {
      await expect(updateOrganization(ctx, { name: 'Mine' })).rejects.toMatchObject({ code: 'forbidden' });
    }
  });

  test('lists its own members only', async ({ db }) => {
    const [one, other] = [await createTenant(db), await createTenant(db, 'Other')];
    await addMember(db, one, 'viewer');
    expect((await listMembers(withRole(one, 'viewer'), {})).data.map((member) => member.role)).toEqual([
      'owner',
      'viewer',
    ]);
    expect((await listMembers(other.ctx, {})).data).toHaveLength(1);
    const limited = withApiKey(one, ['read'], one.projectId);
    await expect(listMembers(limited, {})).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('updateMember', () => {
  test('changes a role, logs it once, and answers the same twice', async ({ db }) => {
    const tenant = await createTenant(db);
    const { id } = await addMember(db, tenant, 'viewer');
    const changed = await updateMember(tenant.ctx, { id, role: 'editor' });
    expect(changed.role).toBe('editor');
    expect(await updateMember(tenant.ctx, { id, role: 'editor' })).toEqual(changed);
    expect(await db.$count(auditLog, eq(auditLog.action, 'member.updated'))).toBe(1);
  });

  test('lets nobody give or touch a role above their own', async ({ db }) => {
    const tenant = await createTenant(db);
    const admin = await addMember(db, tenant, 'admin');
    const viewer = await addMember(db, tenant, 'viewer');
    const owner = await ownerOf(tenant);
    const attempts = [
      () => updateMember(admin.ctx, { id: viewer.id, role: 'owner' }),
      () => updateMember(admin.ctx, { id: admin.id, role: 'owner' }),
      () => updateMember(admin.ctx, { id: owner, role: 'viewer' }),
      () => removeMember(admin.ctx, { id: owner }),
      () => updateMember(withRole(tenant, 'editor'), { id: viewer.id, role: 'editor' }),
      () => updateMember(withApiKey(tenant, ['read', 'write']), { id: viewer.id, role: 'editor' }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' });
    expect((await updateMember(admin.ctx, { id: viewer.id, role: 'admin' })).role).toBe('admin');
  });

  test('keeps the last owner, also from leaving', async ({ db }) => {
    const tenant = await createTenant(db);
    const id = await ownerOf(tenant);
    await expect(updateMember(tenant.ctx, { id, role: 'admin' })).rejects.toMatchObject({ code: 'conflict' });
    await expect(removeMember(tenant.ctx, { id })).rejects.toMatchObject({ code: 'conflict' });
    await addMember(db, tenant, 'owner');
    expect((await updateMember(tenant.ctx, { id, role: 'admin' })).role).toBe('admin');
  });

  test('of two owners who demote each other at once keeps one', async () => {
    const database = await freshDatabase({ max: 4 });
    try {
      const tenant = await createTenant(database.db);
      const first = await ownerOf(tenant);
      const second = await addMember(database.db, tenant, 'owner');
      const outcomes = await Promise.allSettled([
        updateMember(tenant.ctx, { id: second.id, role: 'viewer' }),
        updateMember(second.ctx, { id: first, role: 'viewer' }),
      ]);
      expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
      const { data } = await listMembers(tenant.ctx, {});
      expect(data.filter((member) => member.role === 'owner')).toHaveLength(1);
    } finally {
      await database.close();
    }
  });

  test("another tenant's member is not found", async ({ db }) => {
    const [one, other] = [await createTenant(db), await createTenant(db, 'Other')];
    const { id } = await addMember(db, one, 'viewer');
    await expect(updateMember(other.ctx, { id, role: 'admin' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(removeMember(other.ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('removeMember', () => {
  test('removes once; a viewer may leave but remove nobody', async ({ db }) => {
    const tenant = await createTenant(db);
    const leaving = await addMember(db, tenant, 'viewer');
    const other = await addMember(db, tenant, 'viewer');
    await expect(removeMember(leaving.ctx, { id: other.id })).rejects.toMatchObject({ code: 'forbidden' });
    await removeMember(leaving.ctx, { id: leaving.id });
    await removeMember(tenant.ctx, { id: other.id });
    await expect(removeMember(tenant.ctx, { id: other.id })).rejects.toMatchObject({ code: 'not_found' });
    const logged = await db.select({ action: auditLog.action }).from(auditLog);
    expect(logged.map((entry) => entry.action).sort()).toEqual(['member.left', 'member.removed']);
  });
});
