import { asc, eq } from 'drizzle-orm';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { channels, deliveries, deliveryAttempts, mailboxMessages } from '@/db/schema/alerting';
import { incidentEvents } from '@/db/schema/incidents';
import { freshDatabase } from '@/db/testing/database';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import { sendPendingDeliveries } from '@/lib/alerting/send-pending-deliveries';
import {
  addEmail,
  addOutage,
  addWebhook,
  hangingMs,
  passTime,
  tell,
  testSender,
} from '@/lib/alerting/testing/world';
import { deleteChannel } from '@/lib/channels/delete-channel';
import { updateChannel } from '@/lib/channels/update-channel';
import { type Answer, startReceiver } from '@/lib/notifiers/testing/receiver';

let database: Database;
let tenant: Tenant;
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  database = await freshDatabase({ max: 8 });
});
afterAll(() => database.close());
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
  // Whatever a test left behind must not be sent by the next one.
  await database.db.delete(channels);
});

async function begin(...answers: Answer[]) {
  tenant = await createTenant(database.db);
  const receiver = await startReceiver(...answers);
  stops.push(receiver.stop);
  const channel = await addWebhook(tenant, receiver.url);
  return { receiver, channel };
}

function ledger() {
  return database.db.select().from(deliveries).orderBy(asc(deliveries.createdAt), asc(deliveries.id));
}

function attemptsOf(deliveryId: string) {
  return database.db
    .select()
    .from(deliveryAttempts)
    .where(eq(deliveryAttempts.deliveryId, deliveryId))
    .orderBy(asc(deliveryAttempts.at));
}

async function timeline(incidentId: string) {
  const rows = await database.db
    .select()
    .from(incidentEvents)
    .where(eq(incidentEvents.incidentId, incidentId));
  return rows.map(({ type }) => type);
}

describe('the outbox', () => {
  test('one delivery per enabled channel of the project, however often it is written', async () => {
    await begin({ status: 200 });
    await addEmail(tenant);
    const other = await createTenant(database.db, 'Other');
    await addEmail(other);
    const off = await addWebhook(tenant, 'https://off.example.com/');
    await updateChannel(tenant.ctx, { id: off.id, enabled: false });
    const outage = await addOutage(database.db, tenant);
    expect(await tell(database.db, tenant, outage, 'opened')).toBe(2);
    expect(await tell(database.db, tenant, outage, 'opened')).toBe(0);
    expect(await tell(database.db, tenant, outage, 'resolved')).toBe(2);
    expect(await ledger()).toHaveLength(4);
  });

  test('a channel that is deleted at that very moment breaks neither', async () => {
    const { channel } = await begin({ status: 200 });
    const outage = await addOutage(database.db, tenant);
    let deleted: Promise<unknown> | undefined;
    await database.db.transaction(async (tx) => {
      expect(await tell(tx, tenant, outage, 'opened')).toBe(1);
      deleted = deleteChannel(tenant.ctx, { id: channel.id });
      expect(await tell(tx, tenant, outage, 'resolved')).toBe(1);
    });
    await deleted;
    expect(await ledger()).toEqual([]);
  });
});

describe('sending', () => {
  test('a signed webhook arrives, and ledger, channel and timeline say so', async () => {
    const { receiver, channel } = await begin({ status: 200, body: 'thanks' });
    const outage = await addOutage(database.db, tenant);
    await tell(database.db, tenant, outage, 'opened');
    expect(await sendPendingDeliveries(testSender(database.db))).toMatchObject({ delivered: 1, lost: 0 });

    const [delivery] = await ledger();
    expect(delivery).toMatchObject({
      status: 'delivered',
      attemptCount: 1,
      nextAttemptAt: null,
      leaseId: null,
    });
    expect(delivery?.deliveredAt).not.toBeNull();
    const [request] = receiver.received;
    expect(request?.headers['webhook-id']).toBe(delivery?.id);
    const secret = channel.signing_secret ?? '';
    const verified = new Webhook(secret).verify(
      request?.body ?? '',
      request?.headers as Record<string, string>,
    );
    expect(verified).toMatchObject({
      type: 'incident.opened',
      data: { incident: { id: outage.incidentId } },
    });

    const [attempt] = await attemptsOf(delivery?.id ?? '');
    expect(attempt).toMatchObject({ ok: true, statusCode: 200, answer: 'thanks', error: null });
    const [row] = await database.db.select().from(channels).where(eq(channels.id, channel.id));
    expect(row?.lastDeliveryAt).not.toBeNull();
    expect(row?.lastError).toBeNull();
    expect(await timeline(outage.incidentId)).toEqual(['delivered']);
    expect(await sendPendingDeliveries(testSender(database.db))).toMatchObject({ delivered: 0 });
    expect(receiver.received).toHaveLength(1);
  });

  test('three times 500, then 200: the schedule is kept, the id stays, each attempt is in the ledger', async () => {
    const { receiver } = await begin({ status: 500 }, { status: 500 }, { status: 500 }, { status: 200 });
    const outage = await addOutage(database.db, tenant);
    await tell(database.db, tenant, outage, 'opened');
    const deps = testSender(database.db);
    // Half of 5 s, 30 s and 2 min, since the dice of this test say 0.5.
    for (const [index, waitMs] of [2_500, 15_000, 60_000].entries()) {
      const beganMs = Date.now();
      expect(await sendPendingDeliveries(deps)).toMatchObject({ retry: 1 });
      const [row] = await ledger();
      const nextMs = row?.nextAttemptAt?.getTime() ?? 0;
      expect(row).toMatchObject({ status: 'pending', attemptCount: index + 1 });
      expect(nextMs).toBeGreaterThanOrEqual(beganMs + waitMs);
      expect(nextMs).toBeLessThanOrEqual(Date.now() + waitMs);
      await database.db.update(deliveries).set({ nextAttemptAt: new Date(Date.now() + 60_000) });
      expect(await sendPendingDeliveries(deps)).toMatchObject({ retry: 0, delivered: 0 });
      await passTime(database.db);
    }
    expect(await sendPendingDeliveries(deps)).toMatchObject({ delivered: 1 });
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    const [row] = await ledger();
    expect((await attemptsOf(row?.id ?? '')).map(({ ok }) => ok)).toEqual([false, false, false, true]);
    expect(await timeline(outage.incidentId)).toEqual(['delivered']);
  });

  test('a receiver that is back gets within seconds what waited for a try in hours', async () => {
    const { receiver } = await begin({ status: 503 });
    for (const name of ['First', 'Second', 'Third']) {
      await tell(database.db, tenant, await addOutage(database.db, tenant, name), 'opened');
    }
    const deps = testSender(database.db);
    expect(await sendPendingDeliveries(deps)).toMatchObject({ retry: 3 });
    const rows = await ledger();
    await database.db.update(deliveries).set({ nextAttemptAt: new Date(Date.now() + 7_200_000) });
    await database.db
      .update(deliveries)
      .set({ nextAttemptAt: new Date(Date.now() - 1000) })
      .where(eq(deliveries.id, rows[0]?.id ?? ''));
    receiver.next({ status: 200 });
    expect((await sendPendingDeliveries(deps)).delivered).toBeGreaterThan(0);
    for (const { status, nextAttemptAt } of await ledger()) {
      if (status !== 'delivered') expect((nextAttemptAt?.getTime() ?? 0) - Date.now()).toBeLessThan(5100);
    }
    await passTime(database.db);
    await sendPendingDeliveries(deps);
    expect((await ledger()).map(({ status }) => status)).toEqual(['delivered', 'delivered', 'delivered']);
  });

  test('Retry-After is kept', async () => {
    const { channel } = await begin({ status: 429, headers: { 'retry-after': '600' } });
    await tell(database.db, tenant, await addOutage(database.db, tenant), 'opened');
    const sentAtMs = Date.now();
    await sendPendingDeliveries(testSender(database.db));
    const row = (await ledger()).find(({ channelId }) => channelId === channel.id);
    expect((row?.nextAttemptAt?.getTime() ?? 0) - sentAtMs).toBeGreaterThan(598_000);
  });

  test('a receiver that hangs, or resets after it has read, is tried again under the same id', async () => {
    const { receiver } = await begin('hang', 'reset_after_reading', { status: 204 });
    await tell(database.db, tenant, await addOutage(database.db, tenant), 'opened');
    for (const timeoutMs of [hangingMs, 10_000, 10_000]) {
      await sendPendingDeliveries(testSender(database.db, {}, { timeoutMs }));
      await passTime(database.db);
    }
    const [row] = await ledger();
    expect(row).toMatchObject({ status: 'delivered', attemptCount: 3 });
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([
      row?.id,
      row?.id,
      row?.id,
    ]);
  });

  test('after a day it is given up, and the timeline says so', async () => {
    await begin({ status: 500 });
    const outage = await addOutage(database.db, tenant);
    await tell(database.db, tenant, outage, 'opened');
    await database.db.update(deliveries).set({ attemptCount: 17, giveUpAt: new Date(Date.now() - 1) });
    expect(await sendPendingDeliveries(testSender(database.db), { limit: 1 })).toMatchObject({ failed: 1 });
    const failed = (await ledger()).filter(({ status }) => status === 'failed');
    expect(failed).toMatchObject([{ attemptCount: 18, nextAttemptAt: null }]);
    expect(await timeline(outage.incidentId)).toEqual(['delivery_failed']);
  });

  test('410 switches the channel off, suppresses what waits for it, and the others and the owners are told', async () => {
    const { channel } = await begin({ status: 410 });
    await addEmail(tenant);
    const outage = await addOutage(database.db, tenant);
    const second = await addOutage(database.db, tenant, 'Second');
    await tell(database.db, tenant, outage, 'opened');
    await sendPendingDeliveries(testSender(database.db), { limit: 2 });
    await tell(database.db, tenant, second, 'opened');
    await sendPendingDeliveries(testSender(database.db));

    const [row] = await database.db.select().from(channels).where(eq(channels.id, channel.id));
    expect(row).toMatchObject({ enabled: false, disabledReason: 'The receiver answered 410 Gone.' });
    const rows = await ledger();
    const toHook = rows.filter(({ channelId }) => channelId === channel.id);
    expect(toHook.map(({ status }) => status)).toEqual(['failed']);
    expect(rows.filter(({ transition }) => transition === 'channel_disabled')).toHaveLength(1);
    const mail = await database.db
      .select()
      .from(mailboxMessages)
      .where(eq(mailboxMessages.organizationId, tenant.organizationId));
    const told = mail.filter(({ subject }) => subject === 'Channel switched off: Hook');
    expect(told.map(({ recipients }) => recipients[0]).sort()).toEqual(
      ['ops@example.com', `${tenant.userId}@example.com`].sort(),
    );
  });

  test('a storm that finds a channel dead is one mail to the owners', async () => {
    await begin({ status: 410 });
    for (let n = 0; n < 4; n += 1) {
      await tell(database.db, tenant, await addOutage(database.db, tenant, `Site ${n}`), 'opened');
    }
    const sent = await sendPendingDeliveries(testSender(database.db), { limit: 4 });
    expect(sent.failed).toBe(4);
    const mail = await database.db
      .select()
      .from(mailboxMessages)
      .where(eq(mailboxMessages.organizationId, tenant.organizationId));
    expect(mail.map(({ subject }) => subject)).toEqual(['Channel switched off: Hook']);
  });

  test('what waits for a channel that a person switched off is suppressed, not sent', async () => {
    const { receiver, channel } = await begin({ status: 200 });
    await tell(database.db, tenant, await addOutage(database.db, tenant), 'opened');
    await updateChannel(tenant.ctx, { id: channel.id, enabled: false });
    expect(await sendPendingDeliveries(testSender(database.db))).toMatchObject({ suppressed: 1 });
    expect(receiver.received).toEqual([]);
  });

  test('secrets that cannot be opened lose no alert: it waits for the operator', async () => {
    await begin({ status: 200 });
    await tell(database.db, tenant, await addOutage(database.db, tenant), 'opened');
    await database.db
      .update(channels)
      .set({ secrets: 'v1.nokey.AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA' });
    expect(await sendPendingDeliveries(testSender(database.db))).toMatchObject({ retry: 1 });
    const [row] = await ledger();
    const [attempt] = await attemptsOf(row?.id ?? '');
    expect(attempt?.error).toContain('APP_SECRET_PREVIOUS');
  });

  test('mail of an incident lands in the mailbox once, also when it is sent twice', async () => {
    tenant = await createTenant(database.db);
    await addEmail(tenant);
    await tell(database.db, tenant, await addOutage(database.db, tenant), 'opened');
    const crash = { afterSend: () => Promise.reject(new Error('killed')) };
    expect(await sendPendingDeliveries(testSender(database.db, { hooks: crash }))).toMatchObject({ lost: 1 });
    await passTime(database.db);
    expect(await sendPendingDeliveries(testSender(database.db))).toMatchObject({ delivered: 1 });
    const mail = await database.db
      .select()
      .from(mailboxMessages)
      .where(eq(mailboxMessages.organizationId, tenant.organizationId));
    expect(mail).toHaveLength(1);
    expect(mail[0]).toMatchObject({ subject: 'Down: Checkout API', recipients: ['ops@example.com'] });
  });
});
