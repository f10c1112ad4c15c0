import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Db } from '@/db/client';
import { monitors } from '@/db/schema/monitors';
import { pageIncidents, pageIncidentUpdates } from '@/db/schema/page-incidents';
import { statusPages } from '@/db/schema/status-pages';
import { pageNotifications, subscribers } from '@/db/schema/subscribers';
import { freshDatabase } from '@/db/testing/database';
import { createTenant } from '@/db/testing/tenants';
import { untilWaiting } from '@/db/testing/until-waiting';
import { addMonitor } from '@/lib/alerting/testing/world';
import { newId } from '@/lib/core/ids';
import { createStatusPage } from '@/lib/status-pages/create-status-page';
import { deleteStatusPage } from '@/lib/status-pages/delete-status-page';

const createdBy = { kind: 'system' as const, id: 'test', name: 'test' };

async function addIncident(db: Db, organizationId: string, pageId: string): Promise<string> {
  const id = newId('pin');
  await db.insert(pageIncidents).values({
    ...{ id, organizationId, pageId, kind: 'incident', origin: 'person', title: 'Slow' },
    ...{ status: 'investigating', impact: 'none', startedAt: new Date(), createdBy },
  });
  return id;
}

test('a page is deleted after whoever deletes one of its monitors, for both take the same rows along', async () => {
  const { db, close } = await freshDatabase();
  const tenant = await createTenant(db);
  const { ctx, projectId: project_id } = tenant;
  const monitorId = await addMonitor(db, tenant);
  const { id } = await createStatusPage(ctx, { project_id, name: 'Acme', monitor_ids: [monitorId] });
  const order: string[] = [];
  let deleting: Promise<unknown> | undefined;
  await db.transaction(async (tx) => {
    await tx.select().from(monitors).where(eq(monitors.id, monitorId)).for('update');
    deleting = deleteStatusPage(ctx, { id }).then(() => order.push('page'));
    await untilWaiting(db);
    await tx.delete(monitors).where(eq(monitors.id, monitorId));
    order.push('monitor');
  });
  await deleting;
  expect(order).toEqual(['monitor', 'page']);
  expect(await db.$count(statusPages)).toBe(0);
  await close();
});

test('a page is deleted after whoever writes in one of its incidents, who may still ask for the page', async () => {
  const { db, close } = await freshDatabase();
  const tenant = await createTenant(db);
  const { ctx, organizationId, projectId: project_id } = tenant;
  const { id } = await createStatusPage(ctx, { project_id, name: 'Acme' });
  const isIncident = eq(pageIncidents.id, await addIncident(db, organizationId, id));
  let deleting: Promise<unknown> | undefined;
  await db.transaction(async (tx) => {
    await tx.select().from(pageIncidents).where(isIncident).for('update');
    deleting = deleteStatusPage(ctx, { id });
    await untilWaiting(db);
    // The second change of a row in one transaction looks for its page again.
    for (const title of ['Slower', 'Slowest'])
      await tx.update(pageIncidents).set({ title }).where(isIncident);
  });
  await deleting;
  expect(await db.$count(statusPages)).toBe(0);
  await close();
});

test('a page is deleted after a sender who notes what was sent, and then whom it was sent to', async () => {
  const { db, close } = await freshDatabase();
  const tenant = await createTenant(db);
  const { ctx, organizationId, projectId: project_id } = tenant;
  const { id } = await createStatusPage(ctx, { project_id, name: 'Acme' });
  const subscriberId = newId('sub');
  const updateId = newId('pup');
  await db.insert(subscribers).values({
    ...{ id: subscriberId, organizationId, pageId: id, locale: 'en' as const },
    ...{ kind: 'email' as const, address: 'ada@acme.test' },
  });
  await db.insert(pageIncidentUpdates).values({
    ...{ id: updateId, organizationId, pageIncidentId: await addIncident(db, organizationId, id) },
    ...{
      status: 'investigating' as const,
      body: 'We look',
      displayAt: ctx.now,
      isNotifying: true,
      createdBy,
    },
  });
  await db
    .insert(pageNotifications)
    .values({ id: newId('pnt'), organizationId, subscriberId, updateId, status: 'sending' });
  let deleting: Promise<unknown> | undefined;
  await db.transaction(async (tx) => {
    await tx.update(pageNotifications).set({ status: 'sent' });
    deleting = deleteStatusPage(ctx, { id });
    await untilWaiting(db);
    await tx.update(subscribers).set({ failureCount: 0 });
  });
  await deleting;
  expect(await db.$count(subscribers)).toBe(0);
  await close();
});
