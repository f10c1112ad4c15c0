import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { incidents } from '@/db/schema/incidents';
import { monitorStates, monitors } from '@/db/schema/monitors';
import { pageIncidents, pageIncidentUpdates } from '@/db/schema/page-incidents';
import { projects } from '@/db/schema/projects';
import { statusPages } from '@/db/schema/status-pages';
import { pageNotifications, subscribers } from '@/db/schema/subscribers';
import { freshDatabase } from '@/db/testing/database';
import { createTenant } from '@/db/testing/tenants';
import { untilWaiting } from '@/db/testing/until-waiting';
import { addMonitor } from '@/lib/alerting/testing/world';
import { newId } from '@/lib/core/ids';
import { deleteProject } from '@/lib/projects/delete-project';
import { createStatusPage } from '@/lib/status-pages/create-status-page';
import { deleteStatusPage } from '@/lib/status-pages/delete-status-page';

const createdBy = { kind: 'system' as const, id: 'test', name: 'test' };

/** A page that shows a monitor, told of an incident, and is about to tell a subscriber of it. */
async function pageWorld() {
  const { db, close } = await freshDatabase({ max: 6 });
  const tenant = await createTenant(db);
  const { ctx, organizationId, projectId } = tenant;
  const monitorId = await addMonitor(db, tenant);
  const { id: pageId } = await createStatusPage(ctx, {
    project_id: projectId,
    name: 'Acme',
    monitor_ids: [monitorId],
  });
  const [pageIncidentId, updateId, subscriberId] = [newId('pin'), newId('pup'), newId('sub')];
  const startedAt = new Date();
  await db.insert(pageIncidents).values({
    ...{ id: pageIncidentId, organizationId, pageId, kind: 'incident', origin: 'person', title: 'Slow' },
    ...{ status: 'investigating', impact: 'none', startedAt, createdBy },
  });
  await db.insert(pageIncidentUpdates).values({
    ...{ id: updateId, organizationId, pageIncidentId, status: 'investigating', body: 'We look' },
    ...{ displayAt: startedAt, isNotifying: true, createdBy },
  });
  await db.insert(subscribers).values({
    ...{ id: subscriberId, organizationId, pageId, kind: 'email', address: 'ada@acme.test', locale: 'en' },
  });
  await db.insert(pageNotifications).values({ organizationId, subscriberId, updateId, status: 'sending' });
  return { db, close, ctx, organizationId, projectId, monitorId, pageId, pageIncidentId };
}

const bothDone = [{ status: 'fulfilled' }, { status: 'fulfilled' }];

test('a project is deleted after whoever writes in an incident of its page, who may still ask for the page', async () => {
  const { db, close, ctx, projectId, pageIncidentId } = await pageWorld();
  const isIncident = eq(pageIncidents.id, pageIncidentId);
  let deleting: Promise<unknown> | undefined;
  await db.transaction(async (tx) => {
    await tx.select().from(pageIncidents).where(isIncident).for('update');
    deleting = deleteProject(ctx, { id: projectId });
    await untilWaiting(db);
    // The second change of a row in one transaction looks for its page again.
    for (const title of ['Slower', 'Slowest'])
      await tx.update(pageIncidents).set({ title }).where(isIncident);
  });
  await deleting;
  expect(await db.$count(statusPages)).toBe(0);
  await close();
});

test('a project is deleted after a sender who notes what was sent, and then whom it was sent to', async () => {
  const { db, close, ctx, projectId } = await pageWorld();
  let deleting: Promise<unknown> | undefined;
  await db.transaction(async (tx) => {
    await tx.update(pageNotifications).set({ status: 'sent' });
    deleting = deleteProject(ctx, { id: projectId });
    await untilWaiting(db);
    await tx.update(subscribers).set({ failureCount: 0 });
  });
  await deleting;
  expect(await db.$count(subscribers)).toBe(0);
  await close();
});

test('a project is deleted after the outage that begins in one of its monitors, which names the project', async () => {
  const { db, close, ctx, organizationId, projectId, monitorId } = await pageWorld();
  let deleting: Promise<unknown> | undefined;
  await db.transaction(async (tx) => {
    await tx.select().from(monitors).for('key share');
    await tx.select().from(monitorStates).for('update');
    deleting = deleteProject(ctx, { id: projectId });
    await untilWaiting(db);
    await tx.insert(incidents).values({
      ...{ organizationId, projectId, monitorId, status: 'open', title: 'Down', cause: 'timeout' },
      openedAt: new Date(),
    });
  });
  await deleting;
  expect(await db.$count(incidents)).toBe(0);
  await close();
});

test('a project and one of its pages are deleted at once: neither is broken off', async () => {
  const { db, close, ctx, projectId, pageId } = await pageWorld();
  const work: Promise<unknown>[] = [];
  await db.transaction(async (tx) => {
    await tx.execute(sql`select 1 from page_notifications for update`);
    work.push(deleteStatusPage(ctx, { id: pageId }));
    await untilWaiting(db, 1);
    work.push(deleteProject(ctx, { id: projectId }));
    await untilWaiting(db, 2);
  });
  expect(await Promise.allSettled(work)).toMatchObject(bothDone);
  expect(await db.$count(projects)).toBe(0);
  await close();
});

test('a page is made in a project that is deleted meanwhile: neither is broken off, and the page goes with it', async () => {
  const { db, close, ctx, projectId, monitorId } = await pageWorld();
  const work: Promise<unknown>[] = [];
  await db.transaction(async (tx) => {
    // Whoever makes a page waits for this after it has found the project, and takes the monitors after it.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('status-page-slugs', 0))`);
    work.push(
      createStatusPage(ctx, { project_id: projectId, name: 'Late', slug: 'late', monitor_ids: [monitorId] }),
    );
    await untilWaiting(db, 1);
    work.push(deleteProject(ctx, { id: projectId }));
    await untilWaiting(db, 2);
  });
  expect(await Promise.allSettled(work)).toMatchObject(bothDone);
  expect(await db.$count(statusPages)).toBe(0);
  await close();
});
