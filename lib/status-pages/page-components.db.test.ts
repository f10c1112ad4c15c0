import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { auditLog } from '@/db/schema/access';
import { monitors } from '@/db/schema/monitors';
import { pageComponents, pageMarks } from '@/db/schema/status-pages';
import { freshDatabase, test } from '@/db/testing/database';
import { createTenant, type Tenant, withApiKey, withRole } from '@/db/testing/tenants';
import type { Ctx } from '@/lib/access/context';
import { addMonitor } from '@/lib/alerting/testing/world';
import { newId } from '@/lib/core/ids';
import { createPageComponent } from '@/lib/status-pages/create-page-component';
import { createStatusPage } from '@/lib/status-pages/create-status-page';
import { deletePageComponent } from '@/lib/status-pages/delete-page-component';
import { findPageComponents } from '@/lib/status-pages/find-page-components';
import { orderPageComponents } from '@/lib/status-pages/order-page-components';
import { updatePageComponent } from '@/lib/status-pages/update-page-component';

async function addPage({ ctx, projectId: project_id }: Tenant): Promise<string> {
  return (await createStatusPage(ctx, { project_id, name: 'Status' })).id;
}

/** A B G[C D] E: names by their places. */
async function fill(ctx: Ctx, page_id: string) {
  const add = async (input: object) => (await createPageComponent(ctx, { page_id, ...input })).id;
  const a = await add({ kind: 'static', name: 'A' });
  const b = await add({ kind: 'static', name: 'B' });
  const g = await add({ kind: 'group', name: 'G' });
  const c = await add({ kind: 'static', name: 'C', group_id: g });
  const d = await add({ kind: 'static', name: 'D', group_id: g });
  const e = await add({ kind: 'static', name: 'E' });
  return { a, b, g, c, d, e };
}

async function shape({ db }: Ctx, pageId: string): Promise<string> {
  const rows = await findPageComponents(db, pageId);
  return rows
    .map(({ name, groupId, position }) => `${groupId === null ? '' : '-'}${name}${position}`)
    .join(' ');
}

test('components are added at the end of the page or of their group, and changed by who may', async ({
  db,
}) => {
  const [tenant, other] = [await createTenant(db), await createTenant(db, 'Other')];
  const { ctx } = tenant;
  const page_id = await addPage(tenant);
  const { a, g } = await fill(ctx, page_id);
  expect(await shape(ctx, page_id)).toBe('A0 B1 G2 -C0 -D1 E3');

  const monitor_id = await addMonitor(db, tenant);
  const watched = await createPageComponent(ctx, { page_id, kind: 'monitor', monitor_id, group_id: g });
  expect(watched).toMatchObject({ monitor_id, group_id: g, position: 2, shows_history: true });
  const again = { page_id, kind: 'monitor', monitor_id };
  await expect(createPageComponent(ctx, again)).rejects.toMatchObject({
    code: 'conflict',
    errors: [expect.objectContaining({ pointer: '/monitor_id' })],
  });
  const theirs = await addMonitor(db, other);
  for (const input of [
    { kind: 'monitor', monitor_id: theirs },
    { kind: 'static', name: 'X', group_id: a },
    { kind: 'static', name: 'X', group_id: newId('cmp') },
  ]) {
    await expect(createPageComponent(ctx, { page_id, ...input })).rejects.toMatchObject({
      code: 'not_found',
    });
  }

  const down = { page_id, id: a, manual_status: 'major_outage' };
  expect(await updatePageComponent(ctx, down)).toMatchObject({ name: 'A', manual_status: 'major_outage' });
  for (const patch of [
    { id: watched.id, manual_status: 'operational' },
    { id: a, shows_history: true },
    { id: g, is_only_shown_if_degraded: true },
  ]) {
    await expect(updatePageComponent(ctx, { page_id, ...patch })).rejects.toMatchObject({ code: 'invalid' });
  }
  const writes = [
    (as: Ctx) => createPageComponent(as, { page_id, kind: 'static', name: 'X' }),
    (as: Ctx) => updatePageComponent(as, down),
    (as: Ctx) => deletePageComponent(as, { page_id, id: a }),
    (as: Ctx) => orderPageComponents(as, { page_id, order: [] }),
  ];
  for (const write of writes) {
    await expect(write(withRole(tenant, 'viewer'))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(write(other.ctx)).rejects.toMatchObject({ code: 'not_found' });
    const elsewhere = withApiKey(tenant, ['read', 'write'], newId('prj'));
    await expect(write(elsewhere)).rejects.toMatchObject({ code: 'not_found' });
  }
  const second = await addPage(tenant);
  for (const verb of [updatePageComponent, deletePageComponent]) {
    await expect(verb(ctx, { page_id: second, id: a })).rejects.toMatchObject({ code: 'not_found' });
  }
});

test('what stood in a deleted group moves to its place, in its order', async ({ db }) => {
  const tenant = await createTenant(db);
  const page_id = await addPage(tenant);
  const { g, b } = await fill(tenant.ctx, page_id);
  await deletePageComponent(tenant.ctx, { page_id, id: g });
  expect(await shape(tenant.ctx, page_id)).toBe('A0 B1 C2 D3 E4');
  await deletePageComponent(tenant.ctx, { page_id, id: b });
  expect(await shape(tenant.ctx, page_id)).toBe('A0 C1 D2 E3');
  await expect(deletePageComponent(tenant.ctx, { page_id, id: b })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('the order is taken as a whole: each component once, no groups in groups; the same again changes nothing', async ({
  db,
}) => {
  const tenant = await createTenant(db);
  const { ctx } = tenant;
  const page_id = await addPage(tenant);
  const { a, b, g, c, d, e } = await fill(ctx, page_id);
  const put = (order: object[]) => orderPageComponents(ctx, { page_id, order });
  const wanted = [{ id: g, children: [e, c] }, { id: d }, { id: b }, { id: a }];
  const { data } = await put(wanted);
  expect(data.map(({ id }) => id)).toEqual([g, e, c, d, b, a]);
  expect(await shape(ctx, page_id)).toBe('G0 -E0 -C1 D1 B2 A3');
  const marks = await db.$count(pageMarks);
  await put(wanted);
  expect(await db.$count(pageMarks)).toBe(marks);
  const ordered = eq(auditLog.action, 'status_page.components_ordered');
  expect(await db.$count(auditLog, ordered)).toBe(1);

  const all = [{ id: g }, { id: a }, { id: b }, { id: c }, { id: d }];
  const second = await createPageComponent(ctx, { page_id, kind: 'group', name: 'H' });
  for (const [order, code, pointer] of [
    [[...all, { id: e }, { id: a }], 'invalid', '/order/6/id'],
    [[{ id: a, children: [b] }, { id: g }], 'invalid', '/order/0/children'],
    [[{ id: g, children: [second.id] }], 'invalid', '/order/0/children/0'],
    [[{ id: g, children: [a, a] }], 'invalid', '/order/0/children/1'],
    [[...all, { id: e }], 'conflict', null],
    [[...all, { id: e }, { id: newId('cmp') }], 'conflict', null],
    [[], 'conflict', null],
  ] as const) {
    const errors = pointer === null ? [] : [expect.objectContaining({ pointer })];
    await expect(put([...order])).rejects.toMatchObject({ code, errors });
  }
  expect(await shape(ctx, page_id)).toBe('G0 -E0 -C1 D1 B2 A3 H4');
});

test('two orders at once give one of them; one that raced a new component is told so', async () => {
  const database = await freshDatabase({ max: 8 });
  try {
    const tenant = await createTenant(database.db);
    const { ctx } = tenant;
    const page_id = await addPage(tenant);
    const { a, b, g, c, d, e } = await fill(ctx, page_id);
    const one = [{ id: g, children: [e, d, c, b, a] }];
    const other = [a, b, c, d, e, g].map((id) => ({ id }));
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(
        [one, other, one, other].map((order) => orderPageComponents(ctx, { page_id, order })),
      );
      expect(['G0 -E0 -D1 -C2 -B3 -A4', 'A0 B1 C2 D3 E4 G5']).toContain(await shape(ctx, page_id));
    }
    const [order, made] = await Promise.allSettled([
      orderPageComponents(ctx, { page_id, order: one }),
      createPageComponent(ctx, { page_id, kind: 'static', name: 'F' }),
    ]);
    expect(made.status).toBe('fulfilled');
    if (order.status === 'rejected') expect(order.reason).toMatchObject({ code: 'conflict' });
    const added = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        createPageComponent(ctx, { page_id, kind: 'static', name: `N${n}` }),
      ),
    );
    expect(new Set(added.map(({ position }) => position)).size).toBe(6);
  } finally {
    await database.close();
  }
});

test('a component goes with its monitor', async ({ db }) => {
  const tenant = await createTenant(db);
  const page_id = await addPage(tenant);
  const monitor_id = await addMonitor(db, tenant);
  await createPageComponent(tenant.ctx, { page_id, kind: 'monitor', monitor_id, name: 'Shop' });
  await db.delete(monitors).where(eq(monitors.id, monitor_id));
  expect(await db.$count(pageComponents)).toBe(0);
});
