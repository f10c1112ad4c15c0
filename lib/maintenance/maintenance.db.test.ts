import { eq, sql } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import type { Db } from '@/db/client';
import { auditLog } from '@/db/schema/access';
import { maintenanceWindows } from '@/db/schema/maintenance';
import { monitorStates, monitors } from '@/db/schema/monitors';
import { test } from '@/db/testing/database';
import { createTenant, later, type Tenant, withApiKey, withRole } from '@/db/testing/tenants';
import { newId } from '@/lib/core/ids';
import { cancelMaintenance } from '@/lib/maintenance/cancel-maintenance';
import { createMaintenance } from '@/lib/maintenance/create-maintenance';
import { deleteMaintenance } from '@/lib/maintenance/delete-maintenance';
import { endMaintenance } from '@/lib/maintenance/end-maintenance';
import { findActiveMaintenances } from '@/lib/maintenance/find-active-maintenances';
import { getMaintenance } from '@/lib/maintenance/get-maintenance';
import { listMaintenanceWindows } from '@/lib/maintenance/list-maintenance-windows';
import { listMaintenances } from '@/lib/maintenance/list-maintenances';
import { maintenanceView } from '@/lib/maintenance/schema';
import { updateMaintenance } from '@/lib/maintenance/update-maintenance';

const hourMs = 3_600_000;
/** From the database's now, which is the test's beginning. */
const inHours = (hours: number) => new Date(Date.now() + hours * hourMs).toISOString();

function planned(tenant: Tenant, extra: Record<string, unknown> = {}) {
  return {
    project_id: tenant.projectId,
    title: 'Move the database',
    covers_project: true,
    when: { kind: 'once', starts_at: inHours(1), ends_at: inHours(3) },
    ...extra,
  };
}
const weekly = {
  kind: 'recurring',
  schedule: { kind: 'cron', expression: '0 2 * * 0', time_zone: 'Europe/Berlin' },
  duration_minutes: 90,
};
const startNow = { kind: 'now', minutes: 30 };

async function addMonitor(db: Db, tenant: Tenant): Promise<string> {
  const id = newId('mon');
  const { organizationId, projectId } = tenant;
  await db.insert(monitors).values({
    id,
    organizationId,
    projectId,
    name: 'Shop',
    type: 'http',
    spec: {},
    intervalSeconds: 60,
    timeoutMs: 1000,
    failureThreshold: 1,
    recoveryThreshold: 1,
    regions: ['local'],
  });
  await db.insert(monitorStates).values({ monitorId: id, organizationId, state: 'up', sinceAt: new Date() });
  return id;
}

/** As if so much time had passed: windows lie so much earlier. */
async function pass(db: Db, hours: number): Promise<void> {
  await db.execute(sql`
    update maintenance_windows set starts_at = starts_at - make_interval(hours => ${hours}),
      ends_at = ends_at - make_interval(hours => ${hours})`);
  await db.execute(sql`
    update maintenances set starts_at = starts_at - make_interval(hours => ${hours}),
      ends_at = ends_at - make_interval(hours => ${hours})`);
}

const statusesOf = async (db: Db, id: string) =>
  (await db.select().from(maintenanceWindows).where(eq(maintenanceWindows.maintenanceId, id))).map(
    ({ status }) => status,
  );

describe('createMaintenance', () => {
  test('lays the window of a one-off, and tells of it', async ({ db }) => {
    const tenant = await createTenant(db);
    const view = await createMaintenance(tenant.ctx, planned(tenant));
    expect(maintenanceView.parse(view)).toEqual(view);
    expect(view).toMatchObject({ status: 'scheduled', current_window: null, monitor_ids: [] });
    expect(view.next_window).toMatchObject({
      starts_at: view.when.kind === 'once' ? view.when.starts_at : '',
      status: 'scheduled',
    });
    expect(await getMaintenance(tenant.ctx, { id: view.id })).toEqual(view);
    const [audit] = await db.select().from(auditLog).where(eq(auditLog.targetId, view.id));
    expect(audit).toMatchObject({ action: 'maintenance.created', detail: { title: 'Move the database' } });
  });

  test('is announced on status pages where that is wished, and only then', async ({ db }) => {
    const tenant = await createTenant(db);
    expect(await createMaintenance(tenant.ctx, planned(tenant))).toMatchObject({ is_announced: false });
    const { id } = await createMaintenance(tenant.ctx, planned(tenant, { is_announced: true }));
    expect(await getMaintenance(tenant.ctx, { id })).toMatchObject({ is_announced: true });
    expect(await updateMaintenance(tenant.ctx, { id, title: 'Other' })).toMatchObject({ is_announced: true });
    expect(await updateMaintenance(tenant.ctx, { id, is_announced: false })).toMatchObject({
      is_announced: false,
    });
  });

  test('moved to other times it keeps its window, which moves with it', async ({ db }) => {
    const tenant = await createTenant(db);
    const before = await createMaintenance(tenant.ctx, planned(tenant));
    const when = { kind: 'once', starts_at: inHours(5), ends_at: inHours(6) };
    const after = await updateMaintenance(tenant.ctx, { id: before.id, when });
    expect(after.next_window).toEqual({
      ...before.next_window,
      starts_at: when.starts_at,
      ends_at: when.ends_at,
    });
    expect(await statusesOf(db, before.id)).toEqual(['scheduled']);
  });

  test('lays the next window of a recurring one, and tells its schedule in words', async ({ db }) => {
    const tenant = await createTenant(db);
    const view = await createMaintenance(tenant.ctx, planned(tenant, { when: weekly }));
    expect(view.when).toMatchObject({ schedule_in_words: expect.stringContaining('Sunday'), until: null });
    const next = Date.parse(view.next_window?.starts_at ?? '');
    expect(next).toBeGreaterThan(Date.now());
    expect(Date.parse(view.next_window?.ends_at ?? '') - next).toBe(90 * 60_000);
    expect(await statusesOf(db, view.id)).toEqual(['scheduled']);
  });

  test('that starts now runs at once', async ({ db }) => {
    const tenant = await createTenant(db);
    const monitorId = await addMonitor(db, tenant);
    const view = await createMaintenance(
      tenant.ctx,
      planned(tenant, { covers_project: false, monitor_ids: [monitorId, monitorId], when: startNow }),
    );
    expect(view).toMatchObject({ status: 'active', monitor_ids: [monitorId], next_window: null });
    const { starts_at = '', ends_at = '' } = view.current_window ?? {};
    expect(Date.parse(ends_at) - Date.parse(starts_at)).toBe(30 * 60_000);
  });

  test.for<[string, Record<string, unknown>, string]>([
    ['the past', { when: { kind: 'once', starts_at: inHours(-2), ends_at: inHours(1) } }, '/when/starts_at'],
    ['windows that overlap', { when: { ...weekly, duration_minutes: 10_081 } }, '/when/duration_minutes'],
    [
      'an hourly window of two hours',
      { when: { ...weekly, schedule: { kind: 'cron', expression: '0 * * * *' }, duration_minutes: 120 } },
      '/when/duration_minutes',
    ],
    ['a period', { when: { ...weekly, schedule: { kind: 'period', period_seconds: 60 } } }, '/when/schedule'],
    ['no monitors', { covers_project: false }, '/monitor_ids'],
    ['monitors beside a project', { monitor_ids: [newId('mon')] }, '/monitor_ids'],
  ])('refuses %s', async ([, extra, pointer], { db }) => {
    const tenant = await createTenant(db);
    await expect(createMaintenance(tenant.ctx, planned(tenant, extra))).rejects.toMatchObject({
      code: 'invalid',
      errors: [expect.objectContaining({ pointer })],
    });
  });

  test('is for editors, and knows neither projects nor monitors of others', async ({ db }) => {
    const tenant = await createTenant(db);
    const other = await createTenant(db, 'Other');
    const theirs = await addMonitor(db, other);
    await expect(createMaintenance(withRole(tenant, 'viewer'), planned(tenant))).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(createMaintenance(withApiKey(tenant, ['read']), planned(tenant))).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(createMaintenance(tenant.ctx, planned(other))).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      createMaintenance(tenant.ctx, planned(tenant, { covers_project: false, monitor_ids: [theirs] })),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('updateMaintenance', () => {
  test('lays the next window anew, and changes who is covered', async ({ db }) => {
    const tenant = await createTenant(db);
    const monitorId = await addMonitor(db, tenant);
    const { id } = await createMaintenance(tenant.ctx, planned(tenant));
    const view = await updateMaintenance(tenant.ctx, {
      id,
      title: 'Another title',
      covers_project: false,
      monitor_ids: [monitorId],
      when: { kind: 'once', starts_at: inHours(5), ends_at: inHours(6) },
    });
    expect(view).toMatchObject({ title: 'Another title', covers_project: false, monitor_ids: [monitorId] });
    expect(view.next_window?.starts_at).toBe(view.when.kind === 'once' ? view.when.starts_at : '');
    expect(await statusesOf(db, id)).toEqual(['scheduled']);
    const again = await updateMaintenance(tenant.ctx, { id, covers_project: true, monitor_ids: [] });
    expect(again).toMatchObject({ covers_project: true, monitor_ids: [] });
    await expect(updateMaintenance(tenant.ctx, { id, monitor_ids: [] })).rejects.toMatchObject({
      code: 'invalid',
    });
  });

  test('of one that runs changes its end only', async ({ db }) => {
    const tenant = await createTenant(db);
    const { id } = await createMaintenance(tenant.ctx, planned(tenant));
    await pass(db, 2);
    const running = await getMaintenance(tenant.ctx, { id });
    if (running.when.kind !== 'once') throw new Error('not a one-off');
    const { starts_at } = running.when;
    const ends_at = inHours(4);
    const longer = await updateMaintenance(tenant.ctx, { id, when: { kind: 'once', starts_at, ends_at } });
    expect(longer).toMatchObject({ status: 'active', when: { ends_at }, current_window: { ends_at } });
    const moved = { kind: 'once', starts_at: inHours(1), ends_at };
    await expect(updateMaintenance(tenant.ctx, { id, when: moved })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(updateMaintenance(tenant.ctx, { id, when: weekly })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('refuses one that is over or cancelled, of others, and by viewers', async ({ db }) => {
    const tenant = await createTenant(db);
    const other = await createTenant(db, 'Other');
    const over = await createMaintenance(tenant.ctx, planned(tenant));
    await pass(db, 4);
    const { id } = await createMaintenance(tenant.ctx, planned(tenant));
    await expect(updateMaintenance(tenant.ctx, { id: over.id, title: 'X' })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(updateMaintenance(other.ctx, { id, title: 'X' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(updateMaintenance(withRole(tenant, 'viewer'), { id, title: 'X' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await cancelMaintenance(tenant.ctx, { id });
    await expect(updateMaintenance(tenant.ctx, { id, title: 'X' })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

describe('ending, cancelling and deleting', () => {
  test('ends the window that runs, once', async ({ db }) => {
    const tenant = await createTenant(db);
    const { id } = await createMaintenance(tenant.ctx, planned(tenant, { when: startNow }));
    const view = await endMaintenance(tenant.ctx, { id });
    expect(Date.parse(view.current_window?.ends_at ?? inHours(0))).toBeLessThanOrEqual(Date.now() + 1);
    await pass(db, 1);
    await expect(endMaintenance(tenant.ctx, { id })).rejects.toMatchObject({ code: 'conflict' });
  });

  test('cancels what is to come, and the second time changes nothing', async ({ db }) => {
    const tenant = await createTenant(db);
    const { id } = await createMaintenance(tenant.ctx, planned(tenant, { when: weekly }));
    const view = await cancelMaintenance(tenant.ctx, { id });
    expect(view).toMatchObject({ status: 'cancelled', next_window: null });
    expect(await statusesOf(db, id)).toEqual(['cancelled']);
    expect(await cancelMaintenance(tenant.ctx, { id })).toEqual(view);
    const [row] = await db.execute(
      sql`select count(*)::int as n from audit_log where action = 'maintenance.cancelled'`,
    );
    expect(row).toEqual({ n: 1 });
  });

  test('deletes with its windows, but not while one runs', async ({ db }) => {
    const tenant = await createTenant(db);
    const { id } = await createMaintenance(tenant.ctx, planned(tenant, { when: startNow }));
    await expect(deleteMaintenance(tenant.ctx, { id })).rejects.toMatchObject({ code: 'conflict' });
    const other = await createMaintenance(tenant.ctx, planned(tenant));
    expect(await deleteMaintenance(tenant.ctx, { id: other.id })).toEqual({ id: other.id });
    await expect(deleteMaintenance(tenant.ctx, { id: other.id })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await statusesOf(db, other.id)).toEqual([]);
  });

  test.for([
    ['ending', endMaintenance],
    ['cancelling', cancelMaintenance],
    ['deleting', deleteMaintenance],
  ] as const)('%s is for editors of the organization', async ([, verb], { db }) => {
    const tenant = await createTenant(db);
    const other = await createTenant(db, 'Other');
    const { id } = await createMaintenance(tenant.ctx, planned(tenant));
    await expect(verb(withRole(tenant, 'viewer'), { id })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(verb(other.ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(verb(withApiKey(tenant, ['write'], other.projectId), { id })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('reading', () => {
  test('lists by status, monitor and project, and the windows of one', async ({ db }) => {
    const tenant = await createTenant(db);
    const other = await createTenant(db, 'Other');
    const monitorId = await addMonitor(db, tenant);
    const over = await createMaintenance(tenant.ctx, planned(tenant));
    await pass(db, 4);
    const listed = { covers_project: false, monitor_ids: [await addMonitor(db, tenant)] };
    const running = await createMaintenance(later(tenant.ctx, 1), planned(tenant, { when: startNow }));
    const coming = await createMaintenance(
      later(tenant.ctx, 2),
      planned(tenant, { when: weekly, ...listed }),
    );
    const ids = async (query: Record<string, unknown>) =>
      (await listMaintenances(tenant.ctx, query)).data.map(({ id }) => id);
    expect(await ids({})).toEqual([coming.id, running.id, over.id]);
    expect(await ids({ status: 'active' })).toEqual([running.id]);
    expect(await ids({ status: 'scheduled' })).toEqual([coming.id]);
    expect(await ids({ status: 'completed' })).toEqual([over.id]);
    expect(await ids({ monitor_id: monitorId })).toEqual([running.id, over.id]);
    expect(await ids({ limit: 1 })).toEqual([coming.id]);
    expect((await listMaintenances(other.ctx, {})).data).toEqual([]);
    await expect(getMaintenance(other.ctx, { id: over.id })).rejects.toMatchObject({ code: 'not_found' });
    const { data } = await listMaintenanceWindows(withRole(tenant, 'viewer'), { maintenance_id: over.id });
    expect(data).toHaveLength(1);
    await expect(listMaintenanceWindows(other.ctx, { maintenance_id: over.id })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('tells of each monitor which maintenance covers it longest', async ({ db }) => {
    const tenant = await createTenant(db);
    const [one, two] = [await addMonitor(db, tenant), await addMonitor(db, tenant)];
    await createMaintenance(tenant.ctx, planned(tenant, { title: 'Coming' }));
    const short = await createMaintenance(tenant.ctx, planned(tenant, { title: 'Short', when: startNow }));
    const long = await createMaintenance(
      tenant.ctx,
      planned(tenant, {
        title: 'Long',
        covers_project: false,
        monitor_ids: [one],
        when: { kind: 'now', minutes: 60 },
      }),
    );
    const active = await findActiveMaintenances(db, [one, two, newId('mon')]);
    expect([...active]).toEqual(
      expect.arrayContaining([
        [
          one,
          { maintenanceId: long.id, title: 'Long', endsAt: new Date(long.current_window?.ends_at ?? '') },
        ],
        [
          two,
          { maintenanceId: short.id, title: 'Short', endsAt: new Date(short.current_window?.ends_at ?? '') },
        ],
      ]),
    );
    expect(active.size).toBe(2);
    expect((await findActiveMaintenances(db, [])).size).toBe(0);
  });
});
