import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { incidents } from '@/db/schema/incidents';
import { monitors } from '@/db/schema/monitors';
import { pageIncidentSources, pageIncidents } from '@/db/schema/page-incidents';
import { statusPages } from '@/db/schema/status-pages';
import { freshDatabase } from '@/db/testing/database';
import { createTenant } from '@/db/testing/tenants';
import { untilWaiting } from '@/db/testing/until-waiting';
import { addMonitor } from '@/lib/alerting/testing/world';
import { newId } from '@/lib/core/ids';
import { deleteMonitor } from '@/lib/monitors/delete-monitor';
import { createStatusPage } from '@/lib/status-pages/create-status-page';
import { deleteStatusPage } from '@/lib/status-pages/delete-status-page';

const createdBy = { kind: 'system' as const, id: 'test', name: 'test' };

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

test('a page and a monitor whose outages it came to tell of meanwhile are deleted at once: neither is broken off', async () => {
  const { db, close } = await freshDatabase({ max: 8 });
  const tenant = await createTenant(db);
  const { ctx, organizationId, projectId } = tenant;
  const monitorId = await addMonitor(db, tenant);
  const { id: pageId } = await createStatusPage(ctx, { project_id: projectId, name: 'Acme' });
  const pageIncidentId = newId('pin');
  await db.insert(pageIncidents).values({
    ...{ id: pageIncidentId, organizationId, pageId, kind: 'incident', origin: 'person', title: 'Slow' },
    ...{ status: 'investigating', impact: 'none', startedAt: ctx.now, createdBy },
  });
  const [earlier, later] = [newId('inc', 1), newId('inc', 2)];
  for (const [id, openedAt] of [
    [earlier, new Date(1)],
    [later, new Date(2)],
  ] as const) {
    await db.insert(incidents).values({
      ...{ id, organizationId, projectId, monitorId, status: 'resolved', title: 'Down', cause: 'timeout' },
      openedAt,
    });
  }
  const tells = (incidentId: string) => ({ pageIncidentId, pageId, incidentId });
  const work: Promise<unknown>[] = [];
  const [held, released] = [gate(), gate()];
  const reading = db.transaction(async (tx) => {
    await tx.select().from(pageIncidents).for('no key update');
    held.open();
    await released.opened;
  });
  await held.opened;
  // The deletion of the page has looked for what it tells of before it tells of these.
  await db.transaction(async (tx) => {
    await tx.select().from(statusPages).where(eq(statusPages.id, pageId)).for('no key update');
    work.push(deleteStatusPage(ctx, { id: pageId }));
    await untilWaiting(db, 1);
    await tx.insert(pageIncidentSources).values([tells(later), tells(earlier)]);
  });
  await db.transaction(async (tx) => {
    const isEarlier = eq(pageIncidentSources.incidentId, earlier);
    await tx.select().from(pageIncidentSources).where(isEarlier).for('update');
    await untilWaiting(db, 1);
    work.push(deleteMonitor(ctx, { id: monitorId }));
    await untilWaiting(db, 2);
    released.open();
    await reading;
    await untilWaiting(db, 2);
  });
  expect(await Promise.allSettled(work)).toMatchObject([{ status: 'fulfilled' }, { status: 'fulfilled' }]);
  expect([await db.$count(statusPages), await db.$count(monitors)]).toEqual([0, 0]);
  await close();
});
