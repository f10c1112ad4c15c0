import { describe, expect } from 'vitest';
import type { Db } from '@/db/client';
import { policies } from '@/db/schema/policies';
import { projects } from '@/db/schema/projects';
import { freshDatabase, test } from '@/db/testing/database';
import { createTenant, type Tenant, withApiKey } from '@/db/testing/tenants';
import { newId } from '@/lib/core/ids';
import { createMonitor } from '@/lib/monitors/create-monitor';
import { deleteMonitor } from '@/lib/monitors/delete-monitor';
import { getMonitor } from '@/lib/monitors/get-monitor';
import { putMonitorByExternalId } from '@/lib/monitors/put-monitor-by-external-id';
import { updateMonitor } from '@/lib/monitors/update-monitor';

const hourly = { kind: 'period', period_seconds: 3600 };

const inputOf = (tenant: Tenant, extra: Record<string, unknown> = {}) => ({
  project_id: tenant.projectId,
  type: 'heartbeat',
  spec: { schedule: hourly },
  ...extra,
});
const create = (tenant: Tenant, extra: Record<string, unknown> = {}) =>
  createMonitor(tenant.ctx, inputOf(tenant, extra));

async function addPolicyRow(db: Db, tenant: Tenant, projectId = tenant.projectId): Promise<string> {
  const id = newId('pol');
  const { organizationId } = tenant;
  await db.insert(policies).values({ id, organizationId, projectId, name: 'Nights', spec: {} });
  return id;
}

async function addProject(db: Db, tenant: Tenant): Promise<string> {
  const id = newId('prj');
  const { organizationId } = tenant;
  await db
    .insert(projects)
    .values({ id, organizationId, name: 'Shop', slug: 'shop', pingKey: id.slice(4, 26) });
  return id;
}

const fault = (code: string, pointer: string) => ({ code, errors: [expect.objectContaining({ pointer })] });

describe('whom to tell, how grave, and what it depends on', () => {
  test('is kept by create, changed by update, and left alone by what does not say it', async ({ db }) => {
    const tenant = await createTenant(db);
    const policyId = await addPolicyRow(db, tenant);
    const parent = await create(tenant);
    expect(parent).toMatchObject({ policy_id: null, severity: 'normal', parent_id: null });
    const wanted = { policy_id: policyId, severity: 'critical', parent_id: parent.id };
    const { id } = await create(tenant, wanted);
    expect(await updateMonitor(tenant.ctx, { id, name: 'Other' })).toMatchObject(wanted);
    const freed = { policy_id: null, parent_id: null };
    expect(await updateMonitor(tenant.ctx, { id, ...freed })).toMatchObject({
      ...freed,
      severity: 'critical',
    });
  });

  test('by external id it is brought to exactly what is said', async ({ db }) => {
    const tenant = await createTenant(db);
    const input = inputOf(tenant, { external_id: 'job' });
    await putMonitorByExternalId(tenant.ctx, { ...input, severity: 'critical' });
    const { monitor } = await putMonitorByExternalId(tenant.ctx, input);
    expect(monitor.severity).toBe('normal');
  });

  test('another tenant’s, and a policy of another project, are as if there were none', async ({ db }) => {
    const tenant = await createTenant(db);
    const other = await createTenant(db, 'Other');
    const foreign = await create(other);
    const { id } = await create(tenant);
    const elsewhere = await addPolicyRow(db, tenant, await addProject(db, tenant));
    const theirs = await addPolicyRow(db, other);
    for (const policy_id of [elsewhere, theirs, newId('pol')]) {
      await expect(updateMonitor(tenant.ctx, { id, policy_id })).rejects.toMatchObject(
        fault('not_found', '/policy_id'),
      );
      await expect(create(tenant, { policy_id })).rejects.toMatchObject(fault('not_found', '/policy_id'));
    }
    const parent_id = foreign.id;
    await expect(updateMonitor(tenant.ctx, { id, parent_id })).rejects.toMatchObject(
      fault('not_found', '/parent_id'),
    );
    await expect(create(tenant, { parent_id })).rejects.toMatchObject(fault('not_found', '/parent_id'));
  });

  test('a key that is limited to a project reaches for no parent outside of it', async ({ db }) => {
    const tenant = await createTenant(db);
    const parent = await create(tenant, { project_id: await addProject(db, tenant) });
    const key = withApiKey(tenant, ['write'], tenant.projectId);
    const input = inputOf(tenant, { parent_id: parent.id });
    await expect(createMonitor(key, input)).rejects.toMatchObject({ code: 'not_found' });
    expect((await create(tenant, { parent_id: parent.id })).parent_id).toBe(parent.id);
  });

  test('in another project its policy is that project’s default', async ({ db }) => {
    const tenant = await createTenant(db);
    const { id } = await create(tenant, { policy_id: await addPolicyRow(db, tenant) });
    const project_id = await addProject(db, tenant);
    expect(await updateMonitor(tenant.ctx, { id, project_id })).toMatchObject({
      project_id,
      policy_id: null,
    });
  });
});

describe('a parent', () => {
  test('is neither the monitor itself nor what depends on it', async ({ db }) => {
    const tenant = await createTenant(db);
    const one = await create(tenant);
    const two = await create(tenant, { parent_id: one.id });
    const three = await create(tenant, { parent_id: two.id });
    for (const parent_id of [one.id, two.id, three.id]) {
      await expect(updateMonitor(tenant.ctx, { id: one.id, parent_id })).rejects.toMatchObject({
        code: 'invalid',
        errors: [{ pointer: '/parent_id', code: 'cycle' }],
      });
    }
    expect((await updateMonitor(tenant.ctx, { id: three.id, parent_id: one.id })).parent_id).toBe(one.id);
  });

  test('that is deleted sets its children free', async ({ db }) => {
    const tenant = await createTenant(db);
    const parent = await create(tenant);
    const { id } = await create(tenant, { parent_id: parent.id });
    await deleteMonitor(tenant.ctx, { id: parent.id });
    expect((await getMonitor(tenant.ctx, { id })).parent_id).toBeNull();
  });

  test('two at once that would close a circle together: one of them is refused', async () => {
    const database = await freshDatabase();
    try {
      const tenant = await createTenant(database.db);
      for (let round = 0; round < 5; round += 1) {
        const [one, two] = [await create(tenant), await create(tenant)];
        const settled = await Promise.allSettled([
          updateMonitor(tenant.ctx, { id: one.id, parent_id: two.id }),
          updateMonitor(tenant.ctx, { id: two.id, parent_id: one.id }),
        ]);
        expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      }
    } finally {
      await database.close();
    }
  });
});
