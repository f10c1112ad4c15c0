import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { apiKeys, auditLog } from '@/db/schema/access';
import { organizations } from '@/db/schema/organizations';
import { projects } from '@/db/schema/projects';
import { users } from '@/db/schema/users';
import { freshDatabase, test } from '@/db/testing/database';
import { createTenant, later, withApiKey, withRole } from '@/db/testing/tenants';
import { signInWithPassword } from '@/lib/access/sign-in';
import { isInstallationEmpty } from '@/lib/access/users';
import { newId } from '@/lib/core/ids';
import { createProject } from '@/lib/projects/create-project';
import { deleteProject } from '@/lib/projects/delete-project';
import { getProject } from '@/lib/projects/get-project';
import { listProjects } from '@/lib/projects/list-projects';
import { createOwner } from '@/lib/projects/set-up-installation';
import { signUp } from '@/lib/projects/sign-up';
import { updateProject } from '@/lib/projects/update-project';

const now = new Date('2026-03-04T05:06:07.000Z');
const password = 'correct horse battery';
const owner = { email: 'ada@example.com', password, organization: 'Acme', project: 'Web Shop' };

describe('createOwner', () => {
  test('makes owner, organization and project of an empty install, who can sign in', async ({ db }) => {
    const deps = { db, now, requestId: newId('req') };
    expect(await isInstallationEmpty(db)).toBe(true);
    const made = await createOwner(deps, owner);
    expect(made).toMatchObject({ projectSlug: 'web-shop', pingKey: expect.stringMatching(/^[0-9a-z]{22}$/) });
    expect(await isInstallationEmpty(db)).toBe(false);
    const signedIn = await signInWithPassword(
      deps,
      { email: owner.email, password },
      { address: null, userAgent: null },
    );
    expect(signedIn.userId).toBe(made.userId);
    await expect(createOwner(deps, { ...owner, email: 'eve@example.com' })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('of twenty at the same moment makes one', async () => {
    const database = await freshDatabase({ max: 10 });
    try {
      const posts = Array.from({ length: 20 }, (_, index) =>
        createOwner(
          { db: database.db, now, requestId: newId('req') },
          { ...owner, email: `visitor${index}@example.com` },
        ),
      );
      const outcomes = await Promise.allSettled(posts);
      const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
      expect(refused).toHaveLength(19);
      for (const reason of refused) expect(reason).toMatchObject({ code: 'conflict' });
      for (const table of [users, organizations, projects]) expect(await database.db.$count(table)).toBe(1);
    } finally {
      await database.close();
    }
  });

  test.for([
    [{ ...owner, password: 'eleven char' }, '/password'],
    [{ ...owner, password: 'x'.repeat(129) }, '/password'],
    [{ ...owner, email: 'ada' }, '/email'],
    [{ ...owner, email: 'ada@example.com\r\nBcc: x@y.z' }, '/email'],
    [{ ...owner, organization: ' ' }, '/organization'],
    [{ ...owner, role: 'owner' }, '/role'],
  ] as const)('refuses %j', async ([raw, pointer], { db }) => {
    await expect(createOwner({ db, now, requestId: newId('req') }, raw)).rejects.toMatchObject({
      code: 'invalid',
      errors: [expect.objectContaining({ pointer })],
    });
    expect(await isInstallationEmpty(db)).toBe(true);
  });
});

describe('signUp', () => {
  const meta = { address: '192.0.2.1' };

  test('is closed unless the operator opens it', async ({ db }) => {
    const deps = { db, now, requestId: newId('req') };
    await expect(signUp({ ...deps, signup: 'invite' }, owner, meta)).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await isInstallationEmpty(db)).toBe(true);
  });

  test('gives everybody an organization of their own, and an address one account', async ({ db }) => {
    const deps = { db, now, requestId: newId('req'), signup: 'open' as const };
    const one = await signUp(deps, owner, meta);
    const two = await signUp(deps, { ...owner, email: 'bob@example.com' }, meta);
    expect(one.organizationId).not.toBe(two.organizationId);
    await expect(signUp(deps, owner, meta)).rejects.toMatchObject({
      code: 'conflict',
      errors: [expect.objectContaining({ pointer: '/email' })],
    });
  });
});

describe('createProject', () => {
  test('derives a slug that is free, and takes or refuses one that is given', async ({ db }) => {
    const { ctx } = await createTenant(db);
    expect((await createProject(ctx, { name: 'Website' })).slug).toBe('website-2');
    expect((await createProject(ctx, { name: 'Website' })).slug).toBe('website-3');
    expect((await createProject(ctx, { name: 'Other', slug: 'shop' })).slug).toBe('shop');
    await expect(createProject(ctx, { name: 'Other', slug: 'shop' })).rejects.toMatchObject({
      code: 'conflict',
      errors: [expect.objectContaining({ pointer: '/slug' })],
    });
  });

  test('lets two tenants have the same slug', async ({ db }) => {
    const [one, other] = [await createTenant(db), await createTenant(db, 'Other')];
    expect((await createProject(one.ctx, { name: 'x', slug: 'shop' })).slug).toBe('shop');
    expect((await createProject(other.ctx, { name: 'x', slug: 'shop' })).slug).toBe('shop');
  });

  test('of ten at the same moment gives ten slugs', async () => {
    const database = await freshDatabase({ max: 10 });
    try {
      const { ctx } = await createTenant(database.db);
      const made = await Promise.all(
        Array.from({ length: 10 }, () => createProject(ctx, { name: 'Website' })),
      );
      expect(new Set(made.map((project) => project.slug)).size).toBe(10);
    } finally {
      await database.close();
    }
  });

  test.for(['Shop', 'a--b', '-a', 'a-', 'a b', '', 'ä', 'x'.repeat(61)])(
    'refuses the slug %j',
    async (slug, { db }) => {
      const { ctx } = await createTenant(db);
      await expect(createProject(ctx, { name: 'x', slug })).rejects.toMatchObject({ code: 'invalid' });
    },
  );

  test('is for owners, admins and unlimited keys that may write', async ({ db }) => {
    const tenant = await createTenant(db);
    await createProject(withRole(tenant, 'admin'), { name: 'x' });
    await createProject(withApiKey(tenant, ['write']), { name: 'x' });
    for (const ctx of [
      withRole(tenant, 'editor'),
      withApiKey(tenant, ['read']),
      withApiKey(tenant, ['write'], tenant.projectId),
    ]) {
      await expect(createProject(ctx, { name: 'x' })).rejects.toMatchObject({ code: 'forbidden' });
    }
  });
});

describe('a project', () => {
  test('shows its ping key to those who write monitors only', async ({ db }) => {
    const tenant = await createTenant(db);
    const seen = async (ctx: typeof tenant.ctx) =>
      'ping_key' in (await getProject(ctx, { id: tenant.projectId }));
    expect(await seen(withRole(tenant, 'editor'))).toBe(true);
    expect(await seen(withApiKey(tenant, ['read', 'write']))).toBe(true);
    expect(await seen(withRole(tenant, 'viewer'))).toBe(false);
    expect(await seen(withApiKey(tenant, ['read']))).toBe(false);
  });

  test('is not found by another tenant or by a key of another project', async ({ db }) => {
    const [one, other] = [await createTenant(db), await createTenant(db, 'Other')];
    const second = await createProject(one.ctx, { name: 'Second' });
    const id = one.projectId;
    for (const ctx of [other.ctx, withApiKey(one, ['read', 'write'], second.id)]) {
      await expect(getProject(ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
      await expect(updateProject(ctx, { id, name: 'Mine' })).rejects.toMatchObject({ code: 'not_found' });
      await expect(deleteProject(ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
      expect((await listProjects(ctx, {})).data.map((project) => project.id)).not.toContain(id);
    }
    expect((await getProject(one.ctx, { id })).name).toBe('Website');
  });

  test('is changed field by field; a taken slug is a conflict, its own is none', async ({ db }) => {
    const { ctx, projectId: id } = await createTenant(db);
    await createProject(ctx, { name: 'Second', slug: 'second' });
    const soon = later(ctx, 1000);
    const renamed = await updateProject(soon, { id, name: 'Shop' });
    expect(renamed).toMatchObject({ name: 'Shop', slug: 'website', updated_at: soon.now.toISOString() });
    expect(await updateProject(later(ctx, 9000), { id, slug: 'website' })).toEqual(renamed);
    await expect(updateProject(ctx, { id, slug: 'second' })).rejects.toMatchObject({ code: 'conflict' });
    const tenant = await createTenant(db, 'Other');
    await expect(
      updateProject(withRole(tenant, 'viewer'), { id: tenant.projectId, name: 'x' }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('goes with the keys that are limited to it, once', async ({ db }) => {
    const { ctx, projectId: id, organizationId } = await createTenant(db);
    await db.insert(apiKeys).values({
      organizationId,
      projectId: id,
      name: 'ci',
      tokenHash: 'hash',
      tokenEnd: 'hash',
      scopes: ['read'],
    });
    await deleteProject(ctx, { id });
    await expect(getProject(ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(deleteProject(ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
    expect(await db.$count(apiKeys)).toBe(0);
    const logged = await db.select().from(auditLog).where(eq(auditLog.targetId, id));
    expect(logged.map((entry) => entry.action)).toEqual(['project.deleted']);
  });

  test('is listed oldest first, in pages', async ({ db }) => {
    const { ctx, projectId } = await createTenant(db);
    const second = await createProject({ ...ctx, now: new Date() }, { name: 'Second' });
    const first = await listProjects(ctx, { limit: 1 });
    expect(first.data.map((project) => project.id)).toEqual([projectId]);
    const rest = await listProjects(ctx, { limit: 1, cursor: first.page.next_cursor ?? '' });
    expect(rest.data).toEqual([second]);
    expect(rest.page).toEqual({ next_cursor: null, has_more: false });
  });
});
