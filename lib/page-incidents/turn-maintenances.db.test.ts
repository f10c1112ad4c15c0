import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import type { Db } from '@/db/client';
import { statusPages } from '@/db/schema/status-pages';
import { freshDatabase, test } from '@/db/testing/database';
import type { Ctx } from '@/lib/access/context';
import { cancelMaintenance } from '@/lib/maintenance/cancel-maintenance';
import { createMaintenance } from '@/lib/maintenance/create-maintenance';
import { deleteMaintenance } from '@/lib/maintenance/delete-maintenance';
import { endMaintenance } from '@/lib/maintenance/end-maintenance';
import { updateMaintenance } from '@/lib/maintenance/update-maintenance';
import { addPageIncidentUpdate } from '@/lib/page-incidents/add-page-incident-update';
import { createPageMaintenance } from '@/lib/page-incidents/create-page-maintenance';
import { deletePageIncident } from '@/lib/page-incidents/delete-page-incident';
import {
  addPage,
  countQueued,
  incidentsOf,
  inMinutes,
  openWorld,
  type PageWorld,
  pass,
  type TestPage,
  updatesOf,
} from '@/lib/page-incidents/testing/page-world';
import { turnPageIncidents } from '@/lib/page-incidents/turn-page-incidents';
import { updatePageIncident } from '@/lib/page-incidents/update-page-incident';

const once = (from: number, until: number) => ({
  kind: 'once',
  starts_at: inMinutes(from),
  ends_at: inMinutes(until),
});

function plan({ ctx, tenant, page }: PageWorld, extra: Record<string, unknown> = {}) {
  return createMaintenance(ctx, {
    project_id: tenant.projectId,
    title: 'Move the database',
    monitor_ids: [page.monitors[0]],
    is_announced: true,
    when: once(60, 120),
    ...extra,
  });
}

async function only(db: Db, page: TestPage) {
  const rows = await incidentsOf(db, page.id);
  expect(rows).toHaveLength(1);
  const [row] = rows;
  if (row === undefined) throw new Error('no incident');
  return row;
}
const saidOf = async (db: Db, id: string) =>
  (await updatesOf(db, id)).map(({ status, affected }) => [
    status,
    ...affected.map(({ name, oldStatus, newStatus }) => `${name}: ${oldStatus} > ${newStatus}`),
  ]);

describe('a window', () => {
  test('is announced, begins and ends on the page, and subscribers hear of each', async ({ db }) => {
    const world = await openWorld(db);
    await plan(world, { description: 'Faster disks.' });
    expect(await turnPageIncidents(db)).toEqual({ changed: 1 });
    expect(await turnPageIncidents(db)).toEqual({ changed: 0 });
    const incident = await only(db, world.page);
    expect(incident).toMatchObject({ kind: 'maintenance', origin: 'window', title: 'Move the database' });
    expect((await updatesOf(db, incident.id))[0]?.body).toBe('Faster disks.');
    await pass(db, 61);
    expect(await turnPageIncidents(db)).toEqual({ changed: 1 });
    await pass(db, 60);
    expect(await turnPageIncidents(db)).toEqual({ changed: 1 });
    expect(await saidOf(db, incident.id)).toEqual([
      ['scheduled', 'Checkout API: operational > operational'],
      ['in_progress', 'Checkout API: operational > under_maintenance'],
      ['completed', 'Checkout API: under_maintenance > operational'],
    ]);
    expect(await countQueued(db, world.page.id)).toBe(3);
    expect(await turnPageIncidents(db)).toEqual({ changed: 0 });
  });

  test.for<[string, Record<string, unknown>]>([
    ['nobody wants announced', { is_announced: false }],
    ['begins later than in two weeks', { when: once(15 * 1440, 16 * 1440) }],
  ])('that %s is told nowhere', async ([, extra], { db }) => {
    const world = await openWorld(db);
    await plan(world, extra);
    expect(await turnPageIncidents(db)).toEqual({ changed: 0 });
  });

  test('is told only by published pages that show a monitor of it', async ({ db }) => {
    const world = await openWorld(db);
    const [other, hidden] = [await addPage(db, world.tenant), await addPage(db, world.tenant)];
    await db.update(statusPages).set({ isPublished: false }).where(eq(statusPages.id, hidden.id));
    await plan(world);
    await turnPageIncidents(db);
    await only(db, world.page);
    expect(await incidentsOf(db, other.id)).toEqual([]);
    await plan(world, { covers_project: true, monitor_ids: [] });
    await turnPageIncidents(db);
    const { id } = await only(db, other);
    expect(await saidOf(db, id)).toEqual([
      ['scheduled', 'Checkout API: operational > operational', 'Login: operational > operational'],
    ]);
    expect(await incidentsOf(db, hidden.id)).toEqual([]);
  });

  test('that runs already is in progress at once', async ({ db }) => {
    const world = await openWorld(db);
    await plan(world, { when: { kind: 'now', minutes: 30 } });
    await turnPageIncidents(db);
    expect(await only(db, world.page)).toMatchObject({ status: 'in_progress' });
    expect(await countQueued(db, world.page.id)).toBe(1);
  });

  test('that is moved or renamed takes the page with it, and tells nobody again', async ({ db }) => {
    const world = await openWorld(db);
    const { id } = await plan(world);
    await turnPageIncidents(db);
    const when = once(90, 200);
    await updateMaintenance(world.ctx, { id, when, title: 'Move it' });
    expect(await turnPageIncidents(db)).toEqual({ changed: 1 });
    expect(await only(db, world.page)).toMatchObject({
      title: 'Move it',
      scheduledFor: new Date(when.starts_at),
      scheduledUntil: new Date(when.ends_at),
    });
    expect(await countQueued(db, world.page.id)).toBe(1);
  });

  test.for<[string, (ctx: Ctx, ref: { id: string }) => Promise<unknown>]>([
    ['called off', cancelMaintenance],
    ['deleted', deleteMaintenance],
  ])('that is %s before it begins says that it does not take place', async ([, undo], { db }) => {
    const world = await openWorld(db);
    const { id } = await plan(world);
    await turnPageIncidents(db);
    await undo(world.ctx, { id });
    await pass(db, 1);
    expect(await turnPageIncidents(db)).toEqual({ changed: 1 });
    const incident = await only(db, world.page);
    expect(incident.resolvedAt).not.toBeNull();
    expect((await updatesOf(db, incident.id)).at(-1)).toMatchObject({
      status: 'completed',
      body: 'The maintenance was called off. It does not take place.',
    });
    expect(await countQueued(db, world.page.id)).toBe(2);
    expect(await turnPageIncidents(db)).toEqual({ changed: 0 });
  });

  test('that is ended early is completed then', async ({ db }) => {
    const world = await openWorld(db);
    const { id } = await plan(world, { when: { kind: 'now', minutes: 30 } });
    await turnPageIncidents(db);
    await pass(db, 5);
    await endMaintenance(world.ctx, { id });
    await pass(db, 1);
    await turnPageIncidents(db);
    expect(await only(db, world.page)).toMatchObject({ status: 'completed' });
  });

  test('that was missed as a whole is completed once', async ({ db }) => {
    const world = await openWorld(db);
    await plan(world);
    await turnPageIncidents(db);
    await pass(db, 500);
    await turnPageIncidents(db);
    const incident = await only(db, world.page);
    expect((await saidOf(db, incident.id)).map(([status]) => status)).toEqual(['scheduled', 'completed']);
  });

  test('whose words people have deleted is not announced again', async ({ db }) => {
    const world = await openWorld(db);
    await plan(world);
    await turnPageIncidents(db);
    const { id } = await only(db, world.page);
    await deletePageIncident(world.ctx, { page_id: world.page.id, id });
    await pass(db, 61);
    expect(await turnPageIncidents(db)).toEqual({ changed: 0 });
    expect(await countQueued(db, world.page.id)).toBe(0);
  });

  test('that people verify by hand is completed by itself at its end', async ({ db }) => {
    const world = await openWorld(db);
    await plan(world, { when: { kind: 'now', minutes: 30 } });
    await turnPageIncidents(db);
    await pass(db, 5);
    const { id } = await only(db, world.page);
    const verifying = { page_id: world.page.id, id, status: 'verifying', body: 'Looking.', notify: false };
    await addPageIncidentUpdate({ ...world.ctx, now: new Date() }, verifying);
    expect(await turnPageIncidents(db)).toEqual({ changed: 0 });
    await expect(
      updatePageIncident(world.ctx, { page_id: world.page.id, id, scheduled_until: inMinutes(90) }),
    ).rejects.toMatchObject({ code: 'invalid' });
    await pass(db, 30);
    await turnPageIncidents(db);
    expect((await saidOf(db, id)).map(([status]) => status)).toEqual([
      'in_progress',
      'verifying',
      'completed',
    ]);
    expect(await countQueued(db, world.page.id)).toBe(2);
  });
});

test('a maintenance of the page alone begins and ends at its own times', async ({ db }) => {
  const world = await openWorld(db);
  const { id } = await createPageMaintenance(world.ctx, {
    page_id: world.page.id,
    title: 'Move',
    body: 'We move.',
    component_ids: [world.page.components[1] ?? ''],
    scheduled_for: inMinutes(10),
    scheduled_until: inMinutes(20),
  });
  expect(await turnPageIncidents(db)).toEqual({ changed: 0 });
  await pass(db, 11);
  await turnPageIncidents(db);
  await pass(db, 10);
  await turnPageIncidents(db);
  expect(await saidOf(db, id)).toEqual([
    ['scheduled', 'Login: operational > operational'],
    ['in_progress', 'Login: operational > under_maintenance'],
    ['completed', 'Login: under_maintenance > operational'],
  ]);
  expect(await countQueued(db, world.page.id)).toBe(3);
});

test('two at once announce a window once, and begin it once', async () => {
  const own = await freshDatabase({ max: 6 });
  try {
    const world = await openWorld(own.db);
    await plan({ ...world, ctx: { ...world.ctx, db: own.db } });
    const both = () =>
      Promise.all([turnPageIncidents(own.db), turnPageIncidents(own.db), turnPageIncidents(own.db)]);
    await both();
    await pass(own.db, 61);
    await both();
    const { id } = await only(own.db, world.page);
    expect((await saidOf(own.db, id)).map(([status]) => status)).toEqual(['scheduled', 'in_progress']);
    expect(await countQueued(own.db, world.page.id)).toBe(2);
  } finally {
    await own.close();
  }
});
