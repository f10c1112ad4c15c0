import { eq, sql } from 'drizzle-orm';
import { afterEach, expect } from 'vitest';
import type { Db } from '@/db/client';
import { channels, deliveries, mailboxMessages } from '@/db/schema/alerting';
import { freshDatabase, test } from '@/db/testing/database';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import { sendPendingDeliveries } from '@/lib/alerting/send-pending-deliveries';
import { testDueChannels } from '@/lib/alerting/test-due-channels';
import { addEmail, addWebhook, passTime, testSender } from '@/lib/alerting/testing/world';
import { type Answer, startReceiver } from '@/lib/notifiers/testing/receiver';

const now = new Date();
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

async function receiver(...answers: Answer[]) {
  const started = await startReceiver(...answers);
  stops.push(started.stop);
  return started;
}

const makeDue = (db: Db, channelId: string, ago = '1 hour') =>
  db
    .update(channels)
    .set({ selfTestAt: sql`now() - ${ago}::interval` })
    .where(eq(channels.id, channelId));

const tests = (db: Db) => db.select().from(deliveries).where(eq(deliveries.transition, 'test'));
const nextOf = async (db: Db, id: string) =>
  (await db.select().from(channels).where(eq(channels.id, id)))[0]?.selfTestAt?.getTime() ?? 0;

/** A hook whose test is due, and a mail channel that would hear of its trouble. */
async function world(db: Db, url: string): Promise<{ tenant: Tenant; hook: string; mail: string }> {
  const tenant = await createTenant(db);
  const hook = await addWebhook(tenant, url);
  const mail = await addEmail(tenant);
  await makeDue(db, hook.id);
  return { tenant, hook: hook.id, mail: mail.id };
}

test('a channel whose week is over is tested, the week after next not before its time', async ({ db }) => {
  const { url, received } = await receiver({ status: 200 });
  const { hook } = await world(db, url);
  const due = await nextOf(db, hook);
  expect(await testDueChannels(db, now)).toEqual({ written: 1 });
  expect(await testDueChannels(db, now)).toEqual({ written: 0 });
  expect((await nextOf(db, hook)) - due).toBe(7 * 86_400_000);
  await sendPendingDeliveries(testSender(db));
  expect(await tests(db)).toMatchObject([{ channelId: hook, status: 'delivered' }]);
  expect(received.map(({ body }) => JSON.parse(body).type)).toEqual(['test']);
});

test('two that look at once write one test, and after a year away there is one', async () => {
  const database = await freshDatabase({ max: 4 });
  try {
    const { db } = database;
    const { hook } = await world(db, 'http://127.0.0.1:9/');
    await makeDue(db, hook, '1 year');
    const runs = await Promise.all([testDueChannels(db, now), testDueChannels(db, now)]);
    expect(runs.map(({ written }) => written).sort()).toEqual([0, 1]);
    expect(await testDueChannels(db, now)).toEqual({ written: 0 });
    expect(await nextOf(db, hook)).toBeGreaterThan(Date.now() + 6 * 86_400_000);
  } finally {
    await database.close();
  }
});

test('a channel that is switched off is left alone', async ({ db }) => {
  const { hook } = await world(db, 'http://127.0.0.1:9/');
  await db.update(channels).set({ enabled: false }).where(eq(channels.id, hook));
  expect(await testDueChannels(db, now)).toEqual({ written: 0 });
});

test('a passing fault is tried again and told to nobody', async ({ db }) => {
  const { url, received } = await receiver({ status: 500 }, { status: 200 });
  await world(db, url);
  await testDueChannels(db, now);
  await sendPendingDeliveries(testSender(db));
  expect(await tests(db)).toMatchObject([{ status: 'pending', attemptCount: 1 }]);
  await passTime(db);
  await sendPendingDeliveries(testSender(db));
  expect(await tests(db)).toMatchObject([{ status: 'delivered' }]);
  expect(received).toHaveLength(2);
  expect(await db.select().from(mailboxMessages)).toEqual([]);
});

test('one that fails for good is told by the other channels and to the owners, in words, and the channel stays on', async ({
  db,
}) => {
  const { url } = await receiver({ status: 500 });
  const { tenant, hook } = await world(db, url);
  await testDueChannels(db, now);
  await db.update(deliveries).set({ giveUpAt: sql`now() - interval '1 second'` });
  await sendPendingDeliveries(testSender(db));
  await sendPendingDeliveries(testSender(db));
  expect(await tests(db)).toMatchObject([{ status: 'failed' }]);
  const [channel] = await db.select().from(channels).where(eq(channels.id, hook));
  expect(channel).toMatchObject({ enabled: true, disabledReason: null });
  const mails = await db.select().from(mailboxMessages);
  expect(mails.map(({ subject }) => subject).sort()).toEqual([
    'Weekly test failed: Hook',
    'Weekly test failed: Hook',
  ]);
  const recipients = mails.flatMap((mail) => mail.recipients).sort();
  expect(recipients).toEqual([`${tenant.userId}@example.com`, 'ops@example.com'].sort());
  for (const { text } of mails) expect(text).toContain('most probably do not arrive');
});

test('a receiver that is gone switches its channel off, which is told as such and not twice', async ({
  db,
}) => {
  const { url } = await receiver({ status: 410 });
  const { hook } = await world(db, url);
  await testDueChannels(db, now);
  await sendPendingDeliveries(testSender(db));
  await sendPendingDeliveries(testSender(db));
  const [channel] = await db.select().from(channels).where(eq(channels.id, hook));
  expect(channel?.enabled).toBe(false);
  const mails = await db.select().from(mailboxMessages);
  expect(mails.map(({ subject }) => subject)).toEqual([
    'Channel switched off: Hook',
    'Channel switched off: Hook',
  ]);
});
