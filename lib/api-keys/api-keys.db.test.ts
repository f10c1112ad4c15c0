import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { apiKeys, auditLog } from '@/db/schema/access';
import { test } from '@/db/testing/database';
import { createTenant, later, withApiKey, withRole } from '@/db/testing/tenants';
import { findApiKeyActor } from '@/lib/access/resolve-actor';
import { createApiKey } from '@/lib/api-keys/create-api-key';
import { getApiKey } from '@/lib/api-keys/get-api-key';
import { listApiKeys } from '@/lib/api-keys/list-api-keys';
import { revokeApiKey } from '@/lib/api-keys/revoke-api-key';
import { newId } from '@/lib/core/ids';

describe('createApiKey', () => {
  test('gives the key once and stores only its hash', async ({ db }) => {
    const { ctx } = await createTenant(db);
    const created = await createApiKey(ctx, { name: 'deploy', scopes: ['write', 'read'] });
    const { token, ...view } = created;
    expect(token).toMatch(/^sup_[0-9A-Za-z]{36}$/);
    expect(view).toMatchObject({ scopes: ['read', 'write'], token_end: token.slice(-4), revoked_at: null });
    expect(await getApiKey(ctx, { id: view.id })).toEqual(view);
    expect((await listApiKeys(ctx, {})).data).toEqual([view]);
    const stored = await db.select().from(apiKeys);
    const logged = await db.select().from(auditLog).where(eq(auditLog.targetId, view.id));
    expect(logged).toHaveLength(1);
    expect(JSON.stringify([stored, logged])).not.toContain(token.slice(4, 30));
  });

  test.for([
    [{ name: '' }, '/name'],
    [{ name: 'two\nlines' }, '/name'],
    [{ name: 'x', scopes: [] }, '/scopes'],
    [{ name: 'x', scopes: ['root'] }, '/scopes/0'],
    [{ name: 'x', expires_at: '2020-01-01T00:00:00Z' }, '/expires_at'],
    [{ name: 'x', expires_at: 'tomorrow' }, '/expires_at'],
    [{ name: 'x', colour: 'red' }, '/colour'],
  ] as const)('refuses %j and points at %s', async ([raw, pointer], { db }) => {
    const { ctx } = await createTenant(db);
    await expect(createApiKey(ctx, raw)).rejects.toMatchObject({
      code: 'invalid',
      errors: [expect.objectContaining({ pointer })],
    });
  });

  test('is for owners, admins and keys that may write', async ({ db }) => {
    const tenant = await createTenant(db);
    await createApiKey(withRole(tenant, 'admin'), { name: 'x' });
    await createApiKey(withApiKey(tenant, ['read', 'write']), { name: 'x' });
    for (const ctx of [
      withRole(tenant, 'editor'),
      withRole(tenant, 'viewer'),
      withApiKey(tenant, ['read', 'ping']),
    ]) {
      await expect(createApiKey(ctx, { name: 'x' })).rejects.toMatchObject({ code: 'forbidden' });
    }
  });

  test('never gives a key more than the key that makes it has', async ({ db }) => {
    const tenant = await createTenant(db);
    const limited = withApiKey(tenant, ['write'], tenant.projectId);
    const wider = createApiKey(limited, { name: 'x', scopes: ['read'] });
    await expect(wider).rejects.toMatchObject({ code: 'forbidden' });
    const made = await createApiKey(limited, { name: 'x', scopes: ['write'] });
    expect(made.project_id).toBe(tenant.projectId);
    const elsewhere = createApiKey(limited, { name: 'x', scopes: ['write'], project_id: newId('prj') });
    await expect(elsewhere).rejects.toMatchObject({ code: 'not_found' });
  });

  test("another tenant's project is not found", async ({ db }) => {
    const [one, other] = [await createTenant(db), await createTenant(db, 'Other')];
    const reach = createApiKey(one.ctx, { name: 'x', project_id: other.projectId });
    await expect(reach).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('findApiKeyActor', () => {
  test('knows the tenant, scopes and project of a key', async ({ db }) => {
    const tenant = await createTenant(db);
    const { token, id } = await createApiKey(tenant.ctx, { name: 'ci', project_id: tenant.projectId });
    expect(await findApiKeyActor(db, token, tenant.ctx.now)).toEqual({
      organizationId: tenant.organizationId,
      actor: { kind: 'api_key', apiKeyId: id, name: 'ci', scopes: ['read'], projectId: tenant.projectId },
    });
  });

  test('refuses a key from the instant it expires', async ({ db }) => {
    const { ctx } = await createTenant(db);
    const expires_at = later(ctx, 1000).now.toISOString();
    const { token } = await createApiKey(ctx, { name: 'ci', expires_at });
    expect(await findApiKeyActor(db, token, later(ctx, 999).now)).not.toBeNull();
    expect(await findApiKeyActor(db, token, later(ctx, 1000).now)).toBeNull();
  });

  test.for(['', 'sup_', 'sup_x', `sup_${'0'.repeat(36)}`, 'Bearer'])('knows no %j', async (token, { db }) => {
    expect(await findApiKeyActor(db, token, new Date())).toBeNull();
  });

  test('notes the last use at most once a minute', async ({ db }) => {
    const { ctx } = await createTenant(db);
    const { token, id } = await createApiKey(ctx, { name: 'ci' });
    const lastUsed = async (ms: number) => {
      await findApiKeyActor(db, token, later(ctx, ms).now);
      return (await getApiKey(ctx, { id })).last_used_at;
    };
    const first = ctx.now.toISOString();
    expect(await lastUsed(0)).toBe(first);
    expect(await lastUsed(59_999)).toBe(first);
    expect(await lastUsed(60_001)).toBe(later(ctx, 60_001).now.toISOString());
  });
});

describe('revokeApiKey', () => {
  test('holds at once; a second call changes nothing', async ({ db }) => {
    const { ctx } = await createTenant(db);
    const { token, id } = await createApiKey(ctx, { name: 'ci' });
    const revoked = await revokeApiKey(ctx, { id });
    expect(revoked.revoked_at).toBe(ctx.now.toISOString());
    expect(await findApiKeyActor(db, token, ctx.now)).toBeNull();
    expect(await revokeApiKey(later(ctx, 5000), { id })).toEqual(revoked);
    const logged = await db.select().from(auditLog).where(eq(auditLog.action, 'api_key.revoked'));
    expect(logged).toHaveLength(1);
  });

  test('reaches neither another tenant nor, by a limited key, another project', async ({ db }) => {
    const [one, other] = [await createTenant(db), await createTenant(db, 'Other')];
    const { id } = await createApiKey(one.ctx, { name: 'ci' });
    for (const ctx of [other.ctx, withApiKey(one, ['read', 'write'], one.projectId)]) {
      await expect(revokeApiKey(ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
      await expect(getApiKey(ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
      expect((await listApiKeys(ctx, {})).data).toEqual([]);
    }
    await expect(revokeApiKey(withRole(one, 'viewer'), { id })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('listApiKeys', () => {
  test('pages newest first', async ({ db }) => {
    const { ctx } = await createTenant(db);
    for (let ms = 0; ms < 3; ms += 1) await createApiKey(later(ctx, ms), { name: `key ${ms}` });
    const first = await listApiKeys(ctx, { limit: 2 });
    expect(first.data.map((key) => key.name)).toEqual(['key 2', 'key 1']);
    const second = await listApiKeys(ctx, { limit: 2, cursor: first.page.next_cursor ?? '' });
    expect(second.data.map((key) => key.name)).toEqual(['key 0']);
    expect(second.page.has_more).toBe(false);
    await expect(listApiKeys(ctx, { cursor: 'nonsense' })).rejects.toMatchObject({ code: 'invalid' });
  });
});
