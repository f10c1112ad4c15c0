import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { deliveries, deliveryAttempts, emailSuppressions } from '@/db/schema/alerting';
import { incidentEvents } from '@/db/schema/incidents';
import { test } from '@/db/testing/database';
import { createTenant, withRole } from '@/db/testing/tenants';
import { unsubscribeUrl } from '@/lib/alerting/internal/links';
import { liftSuppression } from '@/lib/alerting/lift-suppression';
import { listSuppressions } from '@/lib/alerting/list-suppressions';
import { recordAddressLoss } from '@/lib/alerting/record-address-loss';
import { sendPendingDeliveries } from '@/lib/alerting/send-pending-deliveries';
import { beginOutages, passSeconds } from '@/lib/alerting/testing/storm';
import { addEmail, addOutage, addWebhook, tell, testSender } from '@/lib/alerting/testing/world';
import { getSubscription, type LinkDeps, resubscribe, unsubscribe } from '@/lib/alerting/unsubscribe';
import { newId } from '@/lib/core/ids';
import { createLinkSigner } from '@/lib/core/link-tokens';

const now = new Date('2026-03-04T06:00:00Z');

test('one click stops the mail of this channel to this address, twice is once, and it can be taken back', async ({
  db,
}) => {
  const tenant = await createTenant(db);
  const channel = await addEmail(tenant, 'Ops@Example.com');
  const sender = testSender(db);
  const deps: LinkDeps = { db, signer: sender.signer, now, requestId: newId('req') };
  const token = unsubscribeUrl(sender, channel.id, 'Ops@Example.com').split('/').at(-1) ?? '';
  expect(await getSubscription(deps, token)).toEqual({
    address: 'ops@example.com',
    channel: 'Ops@Example.com',
    project: 'Website',
    state: 'subscribed',
  });
  expect(await db.select().from(emailSuppressions)).toEqual([]);
  await Promise.all([unsubscribe(deps, token), unsubscribe(deps, token)]);
  expect(await db.select().from(emailSuppressions)).toMatchObject([
    { address: 'ops@example.com', channelId: channel.id, reason: 'unsubscribed' },
  ]);
  expect((await getSubscription(deps, token)).state).toBe('unsubscribed');
  await resubscribe(deps, token);
  await resubscribe(deps, token);
  expect((await getSubscription(deps, token)).state).toBe('subscribed');
});

test('a link that we did not sign, or for another purpose, or whose channel is gone, is no link', async ({
  db,
}) => {
  const tenant = await createTenant(db);
  const channel = await addEmail(tenant);
  const { signer } = testSender(db);
  const deps: LinkDeps = { db, signer, now, requestId: newId('req') };
  const payload = `${channel.id} ops@example.com`;
  const foreign = createLinkSigner('another secret of at least thirty-two').sign('unsubscribe', payload);
  const gone = signer.sign('unsubscribe', `${newId('chn')} ops@example.com`);
  for (const token of [foreign, gone, signer.sign('acknowledge', payload), 'x', '']) {
    await expect(unsubscribe(deps, token)).rejects.toMatchObject({ code: 'not_found' });
    await expect(getSubscription(deps, token)).rejects.toMatchObject({ code: 'not_found' });
  }
  expect(await db.select().from(emailSuppressions)).toEqual([]);
});

test('a bounce told afterwards strikes the address off for the whole organization, once, and stands in ledger and timeline', async ({
  db,
}) => {
  const [tenant, other] = [await createTenant(db), await createTenant(db, 'Other')];
  const channel = await addEmail(tenant);
  const outage = await addOutage(db, tenant);
  await tell(db, tenant, outage, 'opened');
  const [delivery] = await db.select().from(deliveries).where(eq(deliveries.channelId, channel.id));
  const loss = {
    deliveryId: delivery?.id ?? '',
    addresses: ['ops@example.com', 'ops@example.com'],
    reason: 'bounced' as const,
    detail: '550 5.1.1 No such user',
  };
  const made = await Promise.all([recordAddressLoss(db, loss, now), recordAddressLoss(db, loss, now)]);
  expect(made.sort()).toEqual([0, 1]);
  expect(await db.select().from(emailSuppressions)).toMatchObject([
    { organizationId: tenant.organizationId, address: 'ops@example.com', channelId: null, reason: 'bounced' },
  ]);
  const attempts = await db.select().from(deliveryAttempts);
  expect(attempts).toHaveLength(1);
  expect(attempts[0]?.error).toContain('came back from ops@example.com, which gets no more: 550 5.1.1');
  const events = await db.select().from(incidentEvents).where(eq(incidentEvents.type, 'delivery_failed'));
  expect(events).toMatchObject([{ incidentId: outage.incidentId }]);

  const ref = { id: channel.id };
  const viewer = withRole(tenant, 'viewer');
  expect((await listSuppressions(viewer, ref)).data).toMatchObject([
    { address: 'ops@example.com', reason: 'bounced', detail: '550 5.1.1 No such user' },
  ]);
  const lift = { ...ref, address: 'OPS@example.com' };
  await expect(liftSuppression(viewer, lift)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(liftSuppression(other.ctx, lift)).rejects.toMatchObject({ code: 'not_found' });
  await expect(listSuppressions(other.ctx, ref)).rejects.toMatchObject({ code: 'not_found' });
  await liftSuppression(tenant.ctx, lift);
  await liftSuppression(tenant.ctx, lift);
  expect(await db.select().from(emailSuppressions)).toEqual([]);
});

test('an alert whose only mail came back is told by another channel', async ({ db }) => {
  const tenant = await createTenant(db);
  const mail = await addEmail(tenant);
  const outage = await addOutage(db, tenant);
  await tell(db, tenant, outage, 'opened');
  await sendPendingDeliveries(testSender(db));
  const hook = await addWebhook(tenant, 'https://hooks.example.com/x');
  const [told] = await db.select().from(deliveries).where(eq(deliveries.channelId, mail.id));
  expect(told?.status).toBe('delivered');
  const loss = {
    deliveryId: told?.id ?? '',
    addresses: ['ops@example.com'],
    reason: 'bounced' as const,
    detail: 'No such user',
  };
  expect(await recordAddressLoss(db, loss, now)).toBe(1);
  const instead = await db.select().from(deliveries).where(eq(deliveries.channelId, hook.id));
  expect(instead).toMatchObject([{ transition: 'opened', status: 'pending', incidentId: outage.incidentId }]);
  const [after] = await db.select().from(deliveries).where(eq(deliveries.channelId, mail.id));
  expect(after?.status).toBe('failed');
});

test('a storm whose only mail came back is told by another channel as well', async ({ db }) => {
  const tenant = await createTenant(db);
  await addEmail(tenant);
  await beginOutages(db, tenant, 5);
  await sendPendingDeliveries(testSender(db));
  await passSeconds(db, 31);
  await sendPendingDeliveries(testSender(db));
  const [digest] = await db.select().from(deliveries).where(eq(deliveries.transition, 'digest'));
  expect(digest?.status).toBe('delivered');
  const hook = await addWebhook(tenant, 'https://hooks.example.com/x');
  const addresses = ['ops@example.com'];
  const loss = {
    deliveryId: digest?.id ?? '',
    addresses,
    reason: 'bounced' as const,
    detail: 'No such user',
  };
  expect(await recordAddressLoss(db, loss, now)).toBe(1);
  const instead = await db.select().from(deliveries).where(eq(deliveries.channelId, hook.id));
  expect(instead.map(({ transition }) => transition)).toEqual(Array(5).fill('opened'));
});

test('a loss that names no delivery of ours is nobody’s', async ({ db }) => {
  const tenant = await createTenant(db);
  await addEmail(tenant);
  const loss = { addresses: ['ops@example.com'], reason: 'complained' as const, detail: '' };
  for (const deliveryId of [null, 'nonsense', newId('dlv')]) {
    expect(await recordAddressLoss(db, { ...loss, deliveryId }, now)).toBe(0);
  }
  expect(await db.select().from(emailSuppressions)).toEqual([]);
});
