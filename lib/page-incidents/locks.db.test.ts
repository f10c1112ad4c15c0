import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { subscribers } from '@/db/schema/subscribers';
import { freshDatabase } from '@/db/testing/database';
import { createTenant } from '@/db/testing/tenants';
import { untilWaiting } from '@/db/testing/until-waiting';
import { createPageIncident } from '@/lib/page-incidents/create-page-incident';
import { publishPageIncident } from '@/lib/page-incidents/publish-page-incident';
import { addPage, incidentsOf } from '@/lib/page-incidents/testing/page-world';
import { deletePageComponent } from '@/lib/status-pages/delete-page-component';
import { deleteSubscriber } from '@/lib/subscribers/delete-subscriber';
import { sendPageNotifications } from '@/lib/subscribers/send-page-notifications';
import { testNotifierDeps } from '@/lib/subscribers/testing/deps';

test('a draft is published while one of its components is deleted: neither is broken off', async () => {
  const { db, close } = await freshDatabase({ max: 6 });
  const tenant = await createTenant(db);
  const page = await addPage(db, tenant);
  const [component = ''] = page.components;
  const draft = await createPageIncident(tenant.ctx, {
    page_id: page.id,
    title: 'Trouble',
    body: 'We look',
    is_draft: true,
    components: [{ component_id: component, status: 'major_outage' }],
  });
  const work: Promise<unknown>[] = [];
  await db.transaction(async (tx) => {
    // Both come to wait for this, the one that publishes first.
    await tx.execute(sql`select 1 from page_incident_components for update`);
    work.push(publishPageIncident(tenant.ctx, { page_id: page.id, id: draft.id }));
    await untilWaiting(db, 1);
    work.push(deletePageComponent(tenant.ctx, { page_id: page.id, id: component }));
    await untilWaiting(db, 2);
  });
  expect(await Promise.allSettled(work)).toMatchObject([{ status: 'fulfilled' }, { status: 'fulfilled' }]);
  expect((await incidentsOf(db, page.id))[0]?.publishedAt).not.toBeNull();
  await close();
});

test('a subscriber is deleted in the moment in which a message to it is recorded: neither is broken off', async () => {
  const { db, close } = await freshDatabase({ max: 6 });
  const tenant = await createTenant(db);
  const page = await addPage(db, tenant);
  await createPageIncident(tenant.ctx, { page_id: page.id, title: 'Trouble', body: 'We look' });
  const [subscriber] = await db.select().from(subscribers);
  const id = subscriber?.id ?? '';
  let sent = Promise.resolve<unknown>(undefined);
  const work: Promise<unknown>[] = [];
  await db.transaction(async (holder) => {
    const taken = new Promise<void>((resolve) => {
      sent = sendPageNotifications({
        ...testNotifierDeps(db),
        afterSend: async () => {
          await holder.execute(sql`select 1 from page_notifications for update`);
          resolve();
        },
      });
    });
    await taken;
    await untilWaiting(db, 1);
    work.push(deleteSubscriber(tenant.ctx, { page_id: page.id, id }));
    await untilWaiting(db, 2);
  });
  work.push(sent);
  expect(await Promise.allSettled(work)).toMatchObject([{ status: 'fulfilled' }, { status: 'fulfilled' }]);
  expect(await sent).toMatchObject({ sent: 1, lost: 0 });
  await close();
});
