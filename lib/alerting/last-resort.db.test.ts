import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Db } from '@/db/client';
import { channels, deliveries } from '@/db/schema/alerting';
import { test } from '@/db/testing/database';
import { createTenant } from '@/db/testing/tenants';
import {
  addChannel,
  addPolicy,
  addUp,
  comeBack,
  goDown,
  toldLines,
} from '@/lib/alerting/testing/policy-world';

/** By its receiver, with `reason`; by a person without. */
async function switchOff(db: Db, id: string, reason: string | null): Promise<void> {
  await db.update(channels).set({ enabled: false, disabledReason: reason }).where(eq(channels.id, id));
}

const gone = 'The receiver answered 410 Gone.';

test('where receivers have switched off all channels, the owners are told, and told the end', async ({
  db,
}) => {
  const tenant = await createTenant(db);
  await switchOff(db, await addChannel(db, tenant, 'ops'), gone);
  const monitors = [await addUp(db, tenant), await addUp(db, tenant)];
  const incidentIds = await goDown(db, tenant, monitors);
  await comeBack(db, incidentIds);
  expect((await toldLines(db)).sort()).toEqual([
    ...Array(2).fill('opened Ada'),
    ...Array(2).fill('resolved Ada'),
  ]);
});

test('where a person has switched them off, or there is none, nobody is: that was meant', async ({ db }) => {
  const tenant = await createTenant(db);
  await goDown(db, tenant, [await addUp(db, tenant)]);
  await switchOff(db, await addChannel(db, tenant, 'ops'), null);
  await goDown(db, tenant, [await addUp(db, tenant)]);
  expect(await toldLines(db)).toEqual([]);
});

test('the end of what only a dead channel was told is told by the others of its project', async ({ db }) => {
  const tenant = await createTenant(db);
  const ops = await addChannel(db, tenant, 'ops');
  await addChannel(db, tenant, 'team');
  await addPolicy(tenant, { steps: [{ after_minutes: 0, channel_ids: [ops] }] });
  const incidentIds = await goDown(db, tenant, [await addUp(db, tenant)]);
  await db.update(deliveries).set({ status: 'delivered', deliveredAt: new Date(), nextAttemptAt: null });
  await switchOff(db, ops, gone);
  await comeBack(db, incidentIds);
  expect(await toldLines(db)).toEqual(['opened ops', 'resolved team']);
});

test('no channel of another tenant is a last resort', async ({ db }) => {
  const [tenant, other] = [await createTenant(db), await createTenant(db, 'Other')];
  await addChannel(db, other, 'theirs');
  await switchOff(db, await addChannel(db, tenant, 'ops'), gone);
  await goDown(db, tenant, [await addUp(db, tenant)]);
  const told = await db.select().from(deliveries);
  expect(told.map(({ organizationId }) => organizationId)).toEqual([tenant.organizationId]);
  expect(await toldLines(db)).toEqual(['opened Ada']);
});
