import { asc } from 'drizzle-orm';
import { expect } from 'vitest';
import { deliveries, mailboxMessages } from '@/db/schema/alerting';
import { test } from '@/db/testing/database';
import { createTenant } from '@/db/testing/tenants';
import { unsubscribeUrl } from '@/lib/alerting/internal/links';
import { sendPendingDeliveries } from '@/lib/alerting/send-pending-deliveries';
import {
  addEmail,
  addOutage,
  addWebhook,
  channelTestDeps,
  tell,
  testSender,
} from '@/lib/alerting/testing/world';
import { unsubscribe } from '@/lib/alerting/unsubscribe';
import { updateChannel } from '@/lib/channels/update-channel';
import { newId } from '@/lib/core/ids';

test('what goes through the outbox hangs together in each mailbox: one thread, one subject, ids of their own', async ({
  db,
}) => {
  const tenant = await createTenant(db);
  const channel = await addEmail(tenant);
  const to = ['ada@example.com', 'bob@example.com'];
  await updateChannel(tenant.ctx, { id: channel.id, config: { to } }, channelTestDeps);
  const outage = await addOutage(db, tenant);
  await tell(db, tenant, outage, 'opened');
  await sendPendingDeliveries(testSender(db));
  await tell(db, tenant, outage, 'resolved', 192_000);
  await sendPendingDeliveries(testSender(db));

  const mails = await db.select().from(mailboxMessages).orderBy(asc(mailboxMessages.id));
  expect(
    mails.map(({ recipients, subject, sender }) => [recipients[0], subject, sender.split(' <')[0]]),
  ).toEqual([
    ['ada@example.com', 'Down: Checkout API', '"Stillup: Down"'],
    ['bob@example.com', 'Down: Checkout API', '"Stillup: Down"'],
    ['ada@example.com', 'Re: Down: Checkout API', '"Stillup: Recovered"'],
    ['bob@example.com', 'Re: Down: Checkout API', '"Stillup: Recovered"'],
  ]);
  const ids = mails.map(({ headers }) => headers['Message-ID']);
  expect(new Set(ids).size).toBe(4);
  expect(mails.map(({ headers }) => headers['In-Reply-To'])).toEqual([undefined, undefined, ids[0], ids[1]]);
});

test('whoever has stopped their mail gets none, and an alert that then reaches nobody is told elsewhere', async ({
  db,
}) => {
  const tenant = await createTenant(db);
  const channel = await addEmail(tenant);
  const sender = testSender(db);
  const token = unsubscribeUrl(sender, channel.id, 'ops@example.com').split('/').at(-1) ?? '';
  await unsubscribe({ db, signer: sender.signer, now: new Date(), requestId: newId('req') }, token);
  await tell(db, tenant, await addOutage(db, tenant), 'opened');
  const hook = await addWebhook(tenant, 'http://127.0.0.1:9/');
  await sendPendingDeliveries(sender, { limit: 1 });
  expect(await db.select().from(mailboxMessages)).toEqual([]);
  const rows = await db.select().from(deliveries);
  const statusOf = (id: string) => rows.find(({ channelId }) => channelId === id)?.status;
  expect([statusOf(channel.id), statusOf(hook.id)]).toEqual(['failed', 'pending']);
});
