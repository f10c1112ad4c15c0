import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { deliveries } from '@/db/schema/alerting';
import { incidentEvents, incidents } from '@/db/schema/incidents';
import { freshDatabase } from '@/db/testing/database';
import { createTenant } from '@/db/testing/tenants';
import { untilWaiting } from '@/db/testing/until-waiting';
import { sender } from '@/lib/alerting/internal/fall-back';
import { insertTimeline, lockDeliveries } from '@/lib/alerting/queries/sending';
import { addChannel, addUp, goDown } from '@/lib/alerting/testing/policy-world';
import { deleteMonitor } from '@/lib/monitors/delete-monitor';

test('a monitor is deleted while a delivery of its incident is recorded: one waits for the other', async () => {
  const { db, close } = await freshDatabase({ max: 4 });
  const tenant = await createTenant(db);
  const channelId = await addChannel(db, tenant, 'ops');
  const monitorId = await addUp(db, tenant);
  const [incidentId = ''] = await goDown(db, tenant, [monitorId]);
  const [{ id } = { id: '' }] = await db.select().from(deliveries).where(eq(deliveries.channelId, channelId));
  const { organizationId } = tenant;
  let deleted: Promise<unknown> = Promise.resolve();
  await db.transaction(async (tx) => {
    // As recordAttempts does.
    await lockDeliveries(tx, [id]);
    deleted = deleteMonitor(tenant.ctx, { id: monitorId }).catch((error: unknown) => error);
    await untilWaiting(db);
    const entry = { organizationId, incidentId, actor: sender, body: 'ops', detail: {} };
    await insertTimeline(tx, [{ ...entry, type: 'delivered' }]);
  });
  expect(await deleted).toEqual({ id: monitorId });
  expect(await db.select().from(incidents)).toEqual([]);
  expect(await db.select().from(incidentEvents)).toEqual([]);
  await close();
});
