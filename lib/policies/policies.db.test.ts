import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import type { Db } from '@/db/client';
import { auditLog } from '@/db/schema/access';
import { channels } from '@/db/schema/alerting';
import { members } from '@/db/schema/organizations';
import { policies } from '@/db/schema/policies';
import { freshDatabase, test } from '@/db/testing/database';
import { createTenant, later, type Tenant, withApiKey, withRole } from '@/db/testing/tenants';
import { newId } from '@/lib/core/ids';
import { createMonitor } from '@/lib/monitors/create-monitor';
import { createOnCallSchedule } from '@/lib/on-call/create-on-call-schedule';
import { createPolicy } from '@/lib/policies/create-policy';
import { deletePolicy } from '@/lib/policies/delete-policy';
import { getPolicy } from '@/lib/policies/get-policy';
import { listPolicies } from '@/lib/policies/list-policies';
import { policyView } from '@/lib/policies/schema';
import { updatePolicy } from '@/lib/policies/update-policy';

async function addChannel(db: Db, tenant: Tenant, name: string, extra: object = {}): Promise<string> {
  const id = newId('chn');
  const { organizationId, projectId } = tenant;
  await db
    .insert(channels)
    .values({ id, organizationId, projectId, type: 'webhook', name, config: {}, ...extra });
  return id;
}

const input = (tenant: Tenant, extra: Record<string, unknown> = {}) => ({
  project_id: tenant.projectId,
  name: 'Standard',
  steps: [{ after_minutes: 0, all_channels: true }],
  ...extra,
});
const create = (tenant: Tenant, extra: Record<string, unknown> = {}) =>
  createPolicy(tenant.ctx, input(tenant, extra));

async function addRota(tenant: Tenant): Promise<string> {
  const rotation = { every: 1, unit: 'week' };
  const layer = {
    id: 'a',
    name: 'First',
    user_ids: [tenant.userId],
    rotation,
    starts_at: '2026-01-05T00:00:00Z',
  };
  return (await createOnCallSchedule(tenant.ctx, { name: 'Primary', time_zone: 'UTC', layers: [layer] })).id;
}

describe('creating', () => {
  test('says in words, and in numbers, whom it reaches', async ({ db }) => {
    const tenant = await createTenant(db);
    const ops = await addChannel(db, tenant, '#ops');
    const off = await addChannel(db, tenant, '#off', { enabled: false });
    const rota = await addRota(tenant);
    const policy = await create(tenant, {
      is_default: true,
      steps: [
        { after_minutes: 0, channel_ids: [ops], user_ids: [tenant.userId] },
        { after_minutes: 10, schedule_ids: [rota] },
        { after_minutes: 90, channel_ids: [off] },
      ],
      repeat_minutes: 15,
      quiet_hours: { time_zone: 'europe/berlin', days: [7, 6, 6], from: '22:00', to: '07:00' },
    });
    expect(policyView.parse(policy)).toEqual(policy);
    expect(policy).toMatchObject({
      is_default: true,
      // Ada has no channel of her own yet; she gets one when she is first told.
      reaches: [2, 1, 0],
      monitor_count: 0,
      transitions: ['opened', 'escalated', 'reminder', 'resolved'],
      quiet_hours: { time_zone: 'Europe/Berlin', days: [6, 7], except_critical: true },
      summary: [
        'At once: #ops and Ada.',
        'After 10 min: on call Primary.',
        'After 1 h 30 min: #off.',
        'Then every 15 min, 5 times.',
        'Quiet from 22:00 to 07:00 Europe/Berlin (Sat, Sun), except for critical monitors.',
      ],
    });
    expect(await getPolicy(tenant.ctx, { id: policy.id })).toEqual(policy);
    const log = await db.select().from(auditLog).where(eq(auditLog.targetId, policy.id));
    expect(log.map(({ action }) => action)).toEqual(['policy.created']);
  });

  test.for([
    [{ steps: [] }, '/steps'],
    [{ steps: [{ after_minutes: 5 }] }, '/steps/0/after_minutes'],
    [{ steps: [{ after_minutes: 0 }, { after_minutes: 0 }] }, '/steps/1/after_minutes'],
    [{ repeat_minutes: 0 }, '/repeat_minutes'],
    [{ repeat_max: 101 }, '/repeat_max'],
    [{ transitions: ['flapping'] }, '/transitions/0'],
    [{ quiet_hours: { time_zone: 'Mars', days: [1], from: '22:00', to: '07:00' } }, '/quiet_hours/time_zone'],
    [{ quiet_hours: { time_zone: 'UTC', days: [], from: '22:00', to: '07:00' } }, '/quiet_hours/days'],
    [{ quiet_hours: { time_zone: 'UTC', days: [1], from: '24:00', to: '07:00' } }, '/quiet_hours/from'],
    [{ surprise: true }, '/surprise'],
  ] as const)('refuses %j and points at %s', async ([extra, pointer], { db }) => {
    const tenant = await createTenant(db);
    await expect(create(tenant, extra)).rejects.toMatchObject({
      code: 'invalid',
      errors: expect.arrayContaining([expect.objectContaining({ pointer })]),
    });
  });

  test('whom it names must be of the project or the organization', async ({ db }) => {
    const tenant = await createTenant(db);
    const other = await createTenant(db, 'Other');
    const theirs = {
      channel_ids: [await addChannel(db, other, '#theirs')],
      user_ids: [other.userId],
      schedule_ids: [await addRota(other)],
    };
    for (const [field, ids] of Object.entries(theirs)) {
      const steps = [
        { after_minutes: 0, user_ids: [tenant.userId] },
        { after_minutes: 1, [field]: ids },
      ];
      await expect(create(tenant, { steps })).rejects.toMatchObject({
        code: 'not_found',
        errors: [{ pointer: `/steps/1/${field}/0` }],
      });
    }
    await expect(create(tenant, { project_id: other.projectId })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('viewers may not, nor a key that only reads or is limited to another project', async ({ db }) => {
    const tenant = await createTenant(db);
    const { id } = await create(tenant);
    for (const ctx of [withRole(tenant, 'viewer'), withApiKey(tenant, ['read'])]) {
      await expect(createPolicy(ctx, input(tenant))).rejects.toMatchObject({ code: 'forbidden' });
      await expect(updatePolicy(ctx, { id, name: 'x' })).rejects.toMatchObject({ code: 'forbidden' });
      await expect(deletePolicy(ctx, { id })).rejects.toMatchObject({ code: 'forbidden' });
      expect((await getPolicy(ctx, { id })).id).toBe(id);
    }
    const limited = withApiKey(tenant, ['read', 'write'], newId('prj'));
    await expect(createPolicy(limited, input(tenant))).rejects.toMatchObject({ code: 'not_found' });
    await expect(getPolicy(limited, { id })).rejects.toMatchObject({ code: 'not_found' });
    expect((await listPolicies(limited, {})).data).toEqual([]);
  });
});

describe('changing', () => {
  test('what is left out stays', async ({ db }) => {
    const tenant = await createTenant(db);
    const before = await create(tenant, { repeat_minutes: 15, repeat_max: 3 });
    const after = await updatePolicy(later(tenant.ctx, 1000), {
      id: before.id,
      repeat_max: 4,
      transitions: [],
    });
    expect(after).toMatchObject({
      steps: before.steps,
      repeat_minutes: 15,
      repeat_max: 4,
      transitions: ['opened'],
    });
    expect(after.updated_at > before.updated_at).toBe(true);
  });

  test('a project has one default: the latest', async ({ db }) => {
    const tenant = await createTenant(db);
    const first = await create(tenant, { is_default: true });
    const second = await create(tenant, { is_default: true });
    const isDefault = async (id: string) => (await getPolicy(tenant.ctx, { id })).is_default;
    expect([await isDefault(first.id), await isDefault(second.id)]).toEqual([false, true]);
    await updatePolicy(tenant.ctx, { id: first.id, is_default: true });
    expect([await isDefault(first.id), await isDefault(second.id)]).toEqual([true, false]);
  });

  test('many that become the default at once leave one', async () => {
    const database = await freshDatabase();
    try {
      const tenant = await createTenant(database.db);
      const made = await Promise.all([1, 2, 3, 4].map(() => create(tenant, { is_default: true })));
      await Promise.all(made.map(({ id }) => updatePolicy(tenant.ctx, { id, is_default: true })));
      const rows = await database.db.select().from(policies).where(eq(policies.isDefault, true));
      expect(rows).toHaveLength(1);
    } finally {
      await database.close();
    }
  });

  test('whoever is gone may stay named, is in no name list, and is reached no more', async ({ db }) => {
    const tenant = await createTenant(db);
    const ops = await addChannel(db, tenant, '#ops');
    const steps = [{ after_minutes: 0, channel_ids: [ops], user_ids: [tenant.userId] }];
    const { id } = await create(tenant, { steps });
    await db.delete(channels).where(eq(channels.id, ops));
    await db.delete(members).where(eq(members.userId, tenant.userId));
    const gone = await updatePolicy(tenant.ctx, { id, steps });
    expect(gone).toMatchObject({ steps, channels: [], users: [], reaches: [0] });
    expect(gone.summary[0]).toBe('At once: nobody, so all channels of the project.');
  });

  test('another tenant’s is as if there were none', async ({ db }) => {
    const tenant = await createTenant(db);
    const other = await createTenant(db, 'Other');
    const { id } = await create(other);
    for (const call of [getPolicy, deletePolicy]) {
      await expect(call(tenant.ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
    }
    await expect(updatePolicy(tenant.ctx, { id, name: 'x' })).rejects.toMatchObject({ code: 'not_found' });
    expect((await listPolicies(tenant.ctx, {})).data).toEqual([]);
  });
});

test('deleting says how many monitors go by the default from then on; the second time there is none', async ({
  db,
}) => {
  const tenant = await createTenant(db);
  const { id } = await create(tenant);
  const spec = { schedule: { kind: 'period', period_seconds: 3600 } };
  await createMonitor(tenant.ctx, { project_id: tenant.projectId, type: 'heartbeat', spec, policy_id: id });
  expect((await getPolicy(tenant.ctx, { id })).monitor_count).toBe(1);
  expect(await deletePolicy(tenant.ctx, { id })).toEqual({ id, monitors_changed: 1 });
  await expect(deletePolicy(tenant.ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
});

test('lists are paged, the newest first', async ({ db }) => {
  const tenant = await createTenant(db);
  const ids: string[] = [];
  for (const [index, name] of ['a', 'b', 'c'].entries()) {
    ids.push((await createPolicy(later(tenant.ctx, index), input(tenant, { name }))).id);
  }
  const first = await listPolicies(tenant.ctx, { limit: 2 });
  expect(first.data.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
  const rest = await listPolicies(tenant.ctx, { limit: 2, cursor: first.page.next_cursor ?? '' });
  expect(rest.data.map(({ id }) => id)).toEqual([ids[0]]);
});
