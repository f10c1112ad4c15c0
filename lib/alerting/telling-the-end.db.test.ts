import { asc, eq, sql } from 'drizzle-orm';
import { afterEach, describe, expect } from 'vitest';
import type { Db } from '@/db/client';
import { deliveries } from '@/db/schema/alerting';
import { test } from '@/db/testing/database';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import { acknowledgeIncident } from '@/lib/alerting/acknowledge-incident';
import { escalateIncidents } from '@/lib/alerting/escalate-incidents';
import { resendDelivery } from '@/lib/alerting/resend-delivery';
import { resolveIncident } from '@/lib/alerting/resolve-incident';
import { sendPendingDeliveries } from '@/lib/alerting/send-pending-deliveries';
import {
  addChannel,
  addPolicy,
  addUp,
  comeBack,
  goDown,
  passMinutes,
  toldLines,
} from '@/lib/alerting/testing/policy-world';
import { passSeconds } from '@/lib/alerting/testing/storm';
import { addWebhook, testSender } from '@/lib/alerting/testing/world';
import { type Answer, startReceiver } from '@/lib/notifiers/testing/receiver';

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

describe('what one channel could not tell', () => {
  const stops: (() => Promise<void>)[] = [];
  afterEach(() => Promise.all(stops.splice(0).map((stop) => stop())));

  /** A policy that names only `First`; `Second` is there to stand in. */
  async function begin(db: Db, ...answers: Answer[]) {
    const tenant = await createTenant(db);
    const [one, other] = await Promise.all([startReceiver(...answers), startReceiver({ status: 200 })]);
    stops.push(one.stop, other.stop);
    const first = await addWebhook(tenant, one.url, 'First');
    await addWebhook(tenant, other.url, 'Second');
    await addPolicy(tenant, { steps: [{ after_minutes: 0, channel_ids: [first.id] }] });
    return {
      tenant,
      types: () => other.received.map(({ body }) => (JSON.parse(body) as { type: string }).type),
    };
  }

  async function sendAll(db: Db): Promise<void> {
    for (let n = 0; n < 3; n += 1) {
      await sendPendingDeliveries(testSender(db));
      await passSeconds(db, 20);
    }
  }

  const giveUp = (db: Db) =>
    db
      .update(deliveries)
      .set({ giveUpAt: new Date(Date.now() - 1), nextAttemptAt: sql`now()` })
      .where(eq(deliveries.transition, 'opened'));

  test('is told elsewhere with its end where it is over by then', async ({ db }) => {
    const { tenant, types } = await begin(db, { status: 500 });
    const incidentId = await down(db, tenant);
    await sendPendingDeliveries(testSender(db));
    await comeBack(db, [incidentId]);
    await giveUp(db);
    await sendAll(db);
    expect(types()).toEqual(['incident.opened', 'incident.resolved']);
  });

  test('is told to nobody where it is over and its end is not wanted', async ({ db }) => {
    const { tenant, types } = await begin(db, { status: 500 });
    const incidentId = await down(db, tenant);
    await sendPendingDeliveries(testSender(db));
    await comeBack(db, [incidentId]);
    await db.delete(deliveries).where(eq(deliveries.transition, 'resolved'));
    await giveUp(db);
    await sendAll(db);
    expect(types()).toEqual([]);
  });

  test('of what it had told before stays with whoever sends it again', async ({ db }) => {
    const { tenant, types } = await begin(db, { status: 200 }, { status: 410 });
    await down(db, tenant);
    await sendPendingDeliveries(testSender(db));
    const [opened] = await db.select().from(deliveries);
    await resendDelivery(tenant.ctx, { id: opened?.id });
    await sendAll(db);
    expect(types()).toEqual(['channel.disabled']);
  });
});

test('an escalation that failed while somebody acknowledged is not tried again', async ({ db }) => {
  const tenant = await createTenant(db);
  const receiver = await startReceiver({ status: 500 }, { status: 200 });
  const boss = await addWebhook(tenant, receiver.url, 'Boss');
  await addPolicy(tenant, {
    steps: [
      { after_minutes: 0, channel_ids: [await addChannel(db, tenant, 'ops')] },
      { after_minutes: 5, channel_ids: [boss.id] },
    ],
  });
  const id = await down(db, tenant);
  await db.update(deliveries).set({ status: 'delivered', deliveredAt: new Date(), nextAttemptAt: null });
  await passMinutes(db, 5);
  await escalateIncidents(db, { limit: 10 });
  const afterSend = async () => void (await acknowledgeIncident(tenant.ctx, { id }));
  await sendPendingDeliveries(testSender(db, { hooks: { afterSend } }));
  await passSeconds(db, 60);
  expect(await sendPendingDeliveries(testSender(db))).toMatchObject({ suppressed: 1, delivered: 0 });
  await receiver.stop();
  expect(receiver.received).toHaveLength(1);
  // It was tried, and may have arrived.
  await comeBack(db, [id]);
  expect(await toldLines(db)).toContain('resolved Boss');
});
