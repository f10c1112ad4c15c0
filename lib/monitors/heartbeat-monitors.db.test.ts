import { describe, expect } from 'vitest';
import type { Db } from '@/db/client';
import { freshDatabase, test } from '@/db/testing/database';
import { createTenant, later, type Tenant, withApiKey, withRole } from '@/db/testing/tenants';
import { newId } from '@/lib/core/ids';
import { countMonitors } from '@/lib/monitors/count-monitors';
import { createMonitor } from '@/lib/monitors/create-monitor';
import { deleteMonitor } from '@/lib/monitors/delete-monitor';
import { getMonitor } from '@/lib/monitors/get-monitor';
import { listMonitors } from '@/lib/monitors/list-monitors';
import { putMonitorByExternalId } from '@/lib/monitors/put-monitor-by-external-id';
import { monitorView } from '@/lib/monitors/schema';
import { updateMonitor } from '@/lib/monitors/update-monitor';

const hourly = { kind: 'period', period_seconds: 3600 };

function input(tenant: Tenant, extra: Record<string, unknown> = {}) {
  return { project_id: tenant.projectId, type: 'heartbeat', spec: { schedule: hourly }, ...extra };
}

const create = async (tenant: Tenant, extra: Record<string, unknown> = {}) => {
  const monitor = await createMonitor(tenant.ctx, input(tenant, extra));
  if (monitor.type !== 'heartbeat') throw new Error('no heartbeat was made');
  return monitor;
};
const pointing = (pointer: string, code = 'invalid') => ({
  code,
  errors: expect.arrayContaining([expect.objectContaining({ pointer })]),
});

describe('creating', () => {
  test('a heartbeat waits for its first ping, and says where its job calls', async ({ db }) => {
    const tenant = await createTenant(db);
    const monitor = await create(tenant, { name: 'Nightly backup' });
    expect(monitorView.parse(monitor)).toEqual(monitor);
    expect(monitor).toMatchObject({
      status: 'pending',
      slug: 'nightly-backup',
      failure_threshold: 1,
      interval_seconds: null,
      timeout_ms: null,
      regions: [],
      last_checked_at: null,
      next_check_at: null,
      spec: {
        description: '',
        schedule: hourly,
        grace_seconds: 3600,
        max_run_seconds: null,
        early_tolerance_seconds: 0,
        post_only: false,
        manual_resume: false,
        filters: { failure: [], success: [], start: [] },
      },
      heartbeat: {
        state: 'new',
        last_ping_at: null,
        expected_at: null,
        deadline_at: null,
        running: false,
        runs: [],
        ping_count: 0,
      },
    });
    expect(monitor.ping_url).toMatch(/^http:\/\/localhost:3000\/ping\/[0-9a-f-]{36}$/);
    expect(await getMonitor(tenant.ctx, { id: monitor.id })).toEqual(monitor);
    expect(await db.query.checkSchedules.findMany()).toEqual([]);
  });

  test('every heartbeat has a ping URL of its own', async ({ db }) => {
    const tenant = await createTenant(db);
    const urls = [await create(tenant), await create(tenant)].map(({ ping_url }) => ping_url);
    expect(new Set(urls).size).toBe(2);
  });

  test('a slug is made of the name and free; one that is given is kept', async ({ db }) => {
    const tenant = await createTenant(db);
    const other = await createTenant(db, 'Other');
    const slugs = [
      await create(tenant, { name: 'DB Backup: größe' }),
      await create(tenant, { name: 'db backup größe' }),
      await create(other, { name: 'db backup größe' }),
      await create(tenant, { name: '夜間' }),
      await create(tenant, { slug: 'given_one', name: 'Another' }),
      await create(tenant, { slug: 'given_one' }),
    ].map(({ slug }) => slug);
    expect(slugs.slice(0, 3)).toEqual([slugs[0], `${slugs[0]}-2`, slugs[0]]);
    expect(slugs.slice(3)).toEqual(['heartbeat', 'given_one', 'given_one']);
  });

  test('without a name it takes its slug', async ({ db }) => {
    const tenant = await createTenant(db);
    expect(await create(tenant, { slug: 'nightly' })).toMatchObject({ name: 'nightly', slug: 'nightly' });
    expect(await create(tenant)).toMatchObject({ name: 'Heartbeat', slug: 'heartbeat' });
  });

  test.for([
    [{ interval_seconds: 60 }, '/interval_seconds'],
    [{ timeout_ms: 1000 }, '/timeout_ms'],
    [{ regions: ['local'] }, '/regions'],
    [{ recovery_threshold: 1 }, '/recovery_threshold'],
    [{ slug: 'Upper' }, '/slug'],
    [{ slug: '' }, '/slug'],
    [{ spec: {} }, '/spec/schedule'],
    [{ spec: { schedule: hourly, url: 'https://example.com/' } }, '/spec/url'],
    [{ spec: { schedule: { kind: 'period', period_seconds: 59 } } }, '/spec/schedule/period_seconds'],
    [{ spec: { schedule: { kind: 'moon' } } }, '/spec/schedule/kind'],
    [{ spec: { schedule: { kind: 'cron', expression: '* * *' } } }, '/spec/schedule/expression'],
    [
      { spec: { schedule: { kind: 'cron', expression: '0 2 * * *', time_zone: 'Mars/Base' } } },
      '/spec/schedule/time_zone',
    ],
    [{ spec: { schedule: hourly, grace_seconds: 59 } }, '/spec/grace_seconds'],
    [{ spec: { schedule: hourly, max_run_seconds: 0 } }, '/spec/max_run_seconds'],
    [{ spec: { schedule: hourly, early_tolerance_seconds: 86_401 } }, '/spec/early_tolerance_seconds'],
    [{ spec: { schedule: hourly, filters: { failure: [''] } } }, '/spec/filters/failure/0'],
    [{ failure_threshold: 0 }, '/failure_threshold'],
  ] as const)('refuses %j and points at %s', async ([extra, pointer], { db }) => {
    const tenant = await createTenant(db);
    await expect(create(tenant, extra)).rejects.toMatchObject(pointing(pointer));
    expect(await db.query.monitors.findMany()).toEqual([]);
  });

  test('a slug is no field of what is checked', async ({ db }) => {
    const tenant = await createTenant(db);
    const http = { project_id: tenant.projectId, type: 'http', spec: { url: 'https://example.com/' } };
    await expect(createMonitor(tenant.ctx, { ...http, slug: 'a' })).rejects.toMatchObject(pointing('/slug'));
    const { id } = await createMonitor(tenant.ctx, http);
    await expect(updateMonitor(tenant.ctx, { id, slug: 'a' })).rejects.toMatchObject(pointing('/slug'));
  });
});

describe('changing', () => {
  test('a patch is merged member by member', async ({ db }) => {
    const tenant = await createTenant(db);
    const before = await create(tenant, { spec: { schedule: hourly, filters: { failure: ['ERROR'] } } });
    const after = await updateMonitor(later(tenant.ctx, 1000), {
      id: before.id,
      slug: 'other',
      spec: { grace_seconds: 120, filters: { success: ['done'] } },
    });
    expect(after).toMatchObject({
      slug: 'other',
      ping_url: before.ping_url,
      spec: { schedule: hourly, grace_seconds: 120, filters: { failure: ['ERROR'], success: ['done'] } },
    });
    expect(after.updated_at > before.updated_at).toBe(true);
  });

  test('a schedule of another kind replaces the one there was', async ({ db }) => {
    const tenant = await createTenant(db);
    const { id } = await create(tenant);
    const cron = { kind: 'cron', expression: '0 2 * * *', time_zone: 'Europe/Berlin' };
    expect(await updateMonitor(tenant.ctx, { id, spec: { schedule: cron } })).toMatchObject({
      spec: { schedule: cron },
    });
    const patch = { schedule: { expression: '30 2 * * *' } };
    expect(await updateMonitor(tenant.ctx, { id, spec: patch })).toMatchObject({
      spec: { schedule: { ...cron, expression: '30 2 * * *' } },
    });
    expect(await updateMonitor(tenant.ctx, { id, spec: { schedule: hourly } })).toHaveProperty(
      'spec.schedule',
      hourly,
    );
  });

  test.for([
    [{ interval_seconds: 60 }, '/interval_seconds'],
    [{ regions: ['local'] }, '/regions'],
    [{ degraded_after_ms: 5 }, '/degraded_after_ms'],
    [{ spec: { schedule: { period_seconds: 1 } } }, '/spec/schedule/period_seconds'],
    [{ spec: { url: 'https://example.com/' } }, '/spec/url'],
    [{ spec: { schedule: null } }, '/spec/schedule'],
    [{ type: 'http' }, '/type'],
  ] as const)('refuses %j and points at %s', async ([patch, pointer], { db }) => {
    const tenant = await createTenant(db);
    const before = await create(tenant);
    await expect(updateMonitor(tenant.ctx, { id: before.id, ...patch })).rejects.toMatchObject(
      pointing(pointer),
    );
    expect(await getMonitor(tenant.ctx, { id: before.id })).toEqual(before);
  });
});

describe('putting by external_id', () => {
  const wanted = (tenant: Tenant, extra = {}) =>
    input(tenant, { external_id: 'cron/backup', name: 'Backup', ...extra });

  test('twice is once, and its ping URL stays', async ({ db }) => {
    const tenant = await createTenant(db);
    const first = await putMonitorByExternalId(tenant.ctx, wanted(tenant));
    const second = await putMonitorByExternalId(tenant.ctx, wanted(tenant));
    expect([first.created, second.created]).toEqual([true, false]);
    expect(second.monitor).toEqual(first.monitor);
  });

  test('what is left out of the spec is as if it had never been said', async ({ db }) => {
    const tenant = await createTenant(db);
    const spec = { schedule: hourly, grace_seconds: 60, post_only: true };
    await putMonitorByExternalId(tenant.ctx, wanted(tenant, { spec, failure_threshold: 3 }));
    const { monitor } = await putMonitorByExternalId(tenant.ctx, wanted(tenant));
    expect(monitor).toMatchObject({
      failure_threshold: 1,
      spec: { grace_seconds: 3600, post_only: false },
      slug: 'backup',
    });
  });

  test('a monitor keeps its type', async ({ db }) => {
    const tenant = await createTenant(db);
    await putMonitorByExternalId(tenant.ctx, wanted(tenant));
    const http = {
      project_id: tenant.projectId,
      type: 'http',
      external_id: 'cron/backup',
      spec: { url: 'https://example.com/' },
    };
    await expect(putMonitorByExternalId(tenant.ctx, http)).rejects.toMatchObject({ code: 'conflict' });
    await expect(
      putMonitorByExternalId(tenant.ctx, wanted(tenant, { interval_seconds: 60 })),
    ).rejects.toMatchObject(pointing('/interval_seconds'));
  });

  test('ten at once make one heartbeat', async () => {
    const { db, close } = await freshDatabase({ max: 10 });
    const tenant = await createTenant(db);
    const all = await Promise.all(
      Array.from({ length: 10 }, () => putMonitorByExternalId(tenant.ctx, wanted(tenant))),
    );
    expect(new Set(all.map(({ monitor }) => monitor.id)).size).toBe(1);
    expect(all.filter(({ created }) => created)).toHaveLength(1);
    expect(await db.query.heartbeats.findMany()).toHaveLength(1);
    await close();
  });
});

describe('reading', () => {
  const urls = async (db: Db, ctx: Tenant['ctx'], id: string) => {
    const seen = [await getMonitor({ ...ctx, db }, { id }), ...(await listMonitors({ ...ctx, db }, {})).data];
    return seen.map((monitor) => (monitor.type === 'heartbeat' ? monitor.ping_url !== null : null));
  };

  test('the ping URL is a secret: only those who may send pings see it', async ({ db }) => {
    const tenant = await createTenant(db);
    const { id } = await create(tenant);
    expect(await urls(db, withRole(tenant, 'viewer'), id)).toEqual([false, false]);
    expect(await urls(db, withApiKey(tenant, ['read']), id)).toEqual([false, false]);
    for (const ctx of [
      withRole(tenant, 'editor'),
      withApiKey(tenant, ['read', 'ping']),
      withApiKey(tenant, ['read', 'write']),
    ]) {
      expect(await urls(db, ctx, id)).toEqual([true, true]);
    }
  });

  test('by type, and in the numbers', async ({ db }) => {
    const tenant = await createTenant(db);
    const { id } = await create(tenant);
    await createMonitor(tenant.ctx, {
      project_id: tenant.projectId,
      type: 'http',
      spec: { url: 'https://example.com/' },
    });
    expect((await listMonitors(tenant.ctx, { type: 'heartbeat' })).data.map((one) => one.id)).toEqual([id]);
    expect((await listMonitors(tenant.ctx, {})).data).toHaveLength(2);
    expect(await countMonitors(tenant.ctx, {})).toMatchObject({ pending: 2 });
  });

  test('deleted it is gone with all that is known of it', async ({ db }) => {
    const tenant = await createTenant(db);
    const { id } = await create(tenant);
    await deleteMonitor(tenant.ctx, { id });
    await expect(getMonitor(tenant.ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
    expect(await db.query.heartbeats.findMany()).toEqual([]);
  });
});

test("another tenant's heartbeat, one outside the project of a key, and none are the same to a stranger", async ({
  db,
}) => {
  const tenant = await createTenant(db);
  const { id } = await create(tenant, { external_id: 'a' });
  const other = await createTenant(db, 'Other');
  const limited = withApiKey(tenant, ['read', 'write'], newId('prj'));
  for (const ctx of [other.ctx, limited]) {
    await expect(getMonitor(ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(updateMonitor(ctx, { id, slug: 'mine' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(deleteMonitor(ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
    expect((await listMonitors(ctx, {})).data).toEqual([]);
    await expect(createMonitor(ctx, input(tenant))).rejects.toMatchObject({ code: 'not_found' });
  }
  await expect(createMonitor(withRole(tenant, 'viewer'), input(tenant))).rejects.toMatchObject({
    code: 'forbidden',
  });
  expect(await getMonitor(tenant.ctx, { id })).toMatchObject({ slug: 'heartbeat' });
});
