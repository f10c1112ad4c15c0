import { asc, eq } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Db } from '@/db/client';
import { deliveries } from '@/db/schema/alerting';
import { test } from '@/db/testing/database';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import { resendDelivery } from '@/lib/alerting/resend-delivery';
import { resolveIncident } from '@/lib/alerting/resolve-incident';
import { addChannel, addUp, comeBack, goDown, toldLines } from '@/lib/alerting/testing/policy-world';

const down = async (db: Db, tenant: Tenant) => (await goDown(db, tenant, [await addUp(db, tenant)]))[0] ?? '';

test('whoever heard of an incident hears that it is over, also where a person’s resend has failed', async ({
  db,
}) => {
  const tenant = await createTenant(db);
  await addChannel(db, tenant, 'ops');
  const incidentId = await down(db, tenant);
  await db.update(deliveries).set({ status: 'delivered', deliveredAt: new Date(), nextAttemptAt: null });
  const [opened] = await db.select().from(deliveries);
  const id = opened?.id ?? '';
  await resendDelivery(tenant.ctx, { id });
  await db.update(deliveries).set({ status: 'failed', nextAttemptAt: null }).where(eq(deliveries.id, id));
  await comeBack(db, [incidentId]);
  expect(await toldLines(db)).toEqual(['opened ops', 'resolved ops']);
});

test.for([-10_000, 10_000])(
  'a clock of a process that is %i ms off turns no order round',
  async (offMs, { db }) => {
    const tenant = await createTenant(db);
    await addChannel(db, tenant, 'ops');
    const id = await down(db, tenant);
    await resolveIncident({ ...tenant.ctx, now: new Date(Date.now() + offMs) }, { id });
    const told = await db.select().from(deliveries).orderBy(asc(deliveries.createdAt));
    expect(told.map(({ transition }) => transition)).toEqual(['opened', 'resolved']);
  },
);
