import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { channels, deliveries } from '@/db/schema/alerting';
import { freshDatabase } from '@/db/testing/database';
import { createTenant, type Tenant, withApiKey, withRole } from '@/db/testing/tenants';
import { getDelivery } from '@/lib/alerting/get-delivery';
import { listDeliveries } from '@/lib/alerting/list-deliveries';
import { resendDelivery } from '@/lib/alerting/resend-delivery';
import { channelTestView, deliveryDetailView, deliveryView } from '@/lib/alerting/schema';
import { sendPendingDeliveries } from '@/lib/alerting/send-pending-deliveries';
import { testChannel } from '@/lib/alerting/test-channel';
import {
  addEmail,
  addOutage,
  addWebhook,
  channelTestDeps,
  hangingMs,
  passTime,
  tell,
  testSender,
} from '@/lib/alerting/testing/world';
import { createChannel } from '@/lib/channels/create-channel';
import { updateChannel } from '@/lib/channels/update-channel';
import { newId } from '@/lib/core/ids';
import { getMailboxMessage } from '@/lib/email/get-mailbox-message';
import { listMailboxMessages } from '@/lib/email/list-mailbox-messages';
import { mailboxMessageView } from '@/lib/email/schema';
import { type Answer, startReceiver } from '@/lib/notifiers/testing/receiver';

let database: Database;
let tenant: Tenant;
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
  await database.db.delete(channels);
});

async function begin(...answers: Answer[]) {
  tenant = await createTenant(database.db);
  const receiver = await startReceiver(...answers);
  stops.push(receiver.stop);
  const channel = await addWebhook(tenant, receiver.url);
  const timeoutMs = answers.includes('hang') ? hangingMs : 10_000;
  return { receiver, channel, deps: testSender(database.db, {}, { timeoutMs }) };
}

async function beginDelivered() {
  const world = await begin({ status: 200, body: 'thanks' });
  await tell(database.db, tenant, await addOutage(database.db, tenant), 'opened');
  await sendPendingDeliveries(world.deps);
  const [row] = await database.db
    .select()
    .from(deliveries)
    .where(eq(deliveries.organizationId, tenant.organizationId));
  return { ...world, id: row?.id ?? '' };
}

describe('testChannel', () => {
  test('really sends, and answers with the raw words of the receiver', async () => {
    const { receiver, channel, deps } = await begin({ status: 201, body: 'hello' });
    const view = await testChannel(tenant.ctx, { id: channel.id }, deps);
    expect(channelTestView.parse(view)).toEqual(view);
    expect(view).toMatchObject({ ok: true, status_code: 201, answer: 'hello', error: null });
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({
      type: 'test',
      data: { monitor: { name: 'Example monitor' } },
    });
    expect(await getDelivery(tenant.ctx, { id: view.delivery_id })).toMatchObject({
      transition: 'test',
      status: 'delivered',
      incident_id: null,
      attempts: [{ ok: true, status_code: 201, answer: 'hello' }],
    });
  });

  test.each<[Answer, number | null]>([
    [{ status: 404, body: 'no such hook' }, 404],
    ['reset', null],
    ['hang', null],
  ])('%j is told, tried once, and stands in the ledger as failed', async (answer, status) => {
    const { receiver, channel, deps } = await begin(answer);
    const view = await testChannel(tenant.ctx, { id: channel.id }, deps);
    expect(view).toMatchObject({ ok: false, status_code: status, error: expect.any(String) });
    expect(await getDelivery(tenant.ctx, { id: view.delivery_id })).toMatchObject({ status: 'failed' });
    const before = receiver.received.length;
    await sendPendingDeliveries(deps);
    expect(receiver.received).toHaveLength(before);
  });

  test('works on a channel that is switched off, so that it can be tried before it is switched on', async () => {
    const { channel, deps } = await begin({ status: 200 });
    await updateChannel(tenant.ctx, { id: channel.id, enabled: false });
    expect(await testChannel(tenant.ctx, { id: channel.id }, deps)).toMatchObject({ ok: true });
  });

  test('a private target is blocked at the dial, whatever was saved before', async () => {
    const { channel, deps, receiver } = await begin({ status: 200 });
    const { createCall } = await import('@/lib/email/http');
    const guarded = { ...deps.deliver, call: createCall({ privateTargets: 'deny', ownHosts: [] }) };
    const view = await testChannel(tenant.ctx, { id: channel.id }, { ...deps, deliver: guarded });
    expect(view).toMatchObject({ ok: false, status_code: null });
    expect(receiver.received).toEqual([]);
  });

  test('no viewer, no reading key, no other tenant', async () => {
    const { channel, deps, receiver } = await begin({ status: 200 });
    const other = await createTenant(database.db, 'Other');
    const raw = { id: channel.id };
    for (const ctx of [withRole(tenant, 'viewer'), withApiKey(tenant, ['read'])]) {
      await expect(testChannel(ctx, raw, deps)).rejects.toMatchObject({ code: 'forbidden' });
    }
    await expect(testChannel(other.ctx, raw, deps)).rejects.toMatchObject({ code: 'not_found' });
    const limited = withApiKey(tenant, ['write'], newId('prj'));
    await expect(testChannel(limited, raw, deps)).rejects.toMatchObject({ code: 'not_found' });
    expect(receiver.received).toEqual([]);
  });
});

describe('the ledger', () => {
  test('shows each delivery with its attempts, to its tenant only', async () => {
    const { id, channel } = await beginDelivered();
    const list = await listDeliveries(tenant.ctx, { channel_id: channel.id, status: 'delivered' });
    expect(list.data).toHaveLength(1);
    expect(deliveryView.parse(list.data[0])).toEqual(list.data[0]);
    expect(list.data[0]).toMatchObject({
      id,
      channel: { name: 'Hook', type: 'webhook' },
      transition: 'opened',
      headline: 'Down: Checkout API',
    });
    expect(list.data[0]?.attempts).toMatchObject([{ ok: true, status_code: 200, error: null }]);
    const detail = await getDelivery(withRole(tenant, 'viewer'), { id });
    expect(deliveryDetailView.parse(detail)).toEqual(detail);
    expect(detail.attempts).toMatchObject([{ request: { method: 'POST', body: expect.any(String) } }]);
    expect(detail.message).toMatchObject({ kind: 'opened', monitor: { name: 'Checkout API' } });
    expect((await listDeliveries(tenant.ctx, { status: 'failed' })).data).toEqual([]);
    const incidentId = detail.incident_id ?? '';
    expect((await listDeliveries(tenant.ctx, { incident_id: incidentId })).data).toHaveLength(1);

    const other = await createTenant(database.db, 'Other');
    expect((await listDeliveries(other.ctx, {})).data).toEqual([]);
    await expect(getDelivery(other.ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
    const limited = withApiKey(tenant, ['read'], newId('prj'));
    expect((await listDeliveries(limited, {})).data).toEqual([]);
    await expect(getDelivery(limited, { id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(getDelivery(withApiKey(tenant, ['ping']), { id })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('resending sends again at once under the same id, also what was delivered', async () => {
    const { id, receiver, deps } = await beginDelivered();
    const view = await resendDelivery(tenant.ctx, { id });
    expect(view).toMatchObject({ id, status: 'pending', attempts: [{ ok: true }] });
    await resendDelivery(tenant.ctx, { id });
    expect(await sendPendingDeliveries(deps)).toMatchObject({ delivered: 1 });
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([id, id]);
    expect((await getDelivery(tenant.ctx, { id })).attempts).toHaveLength(2);
  });

  test('a mail that is sent again arrives again, and is taken once at each of its retries', async () => {
    tenant = await createTenant(database.db);
    await addEmail(tenant);
    await tell(database.db, tenant, await addOutage(database.db, tenant), 'opened');
    const deps = testSender(database.db);
    const count = async () => (await listMailboxMessages(tenant.ctx, {})).data.length;
    await sendPendingDeliveries(deps);
    const [row] = await database.db
      .select()
      .from(deliveries)
      .where(eq(deliveries.organizationId, tenant.organizationId));
    await resendDelivery(tenant.ctx, { id: row?.id });
    expect(await count()).toBe(1);
    const hooks = { afterSend: () => Promise.reject(new Error('killed')) };
    await sendPendingDeliveries(testSender(database.db, { hooks }));
    expect(await count()).toBe(2);
    await passTime(database.db);
    expect(await sendPendingDeliveries(deps)).toMatchObject({ delivered: 1 });
    expect(await count()).toBe(2);
  });

  test('what has failed gets a new day of retries', async () => {
    const { id, deps, receiver } = await beginDelivered();
    await database.db.update(deliveries).set({ status: 'failed', giveUpAt: new Date(0), attemptCount: 17 });
    receiver.next({ status: 500 });
    await resendDelivery(tenant.ctx, { id });
    expect(await sendPendingDeliveries(deps)).toMatchObject({ retry: 1 });
    const [row] = await database.db.select().from(deliveries).where(eq(deliveries.id, id));
    expect((row?.giveUpAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(23 * 3600 * 1000);
  });

  test('resending: not while the channel is off, no viewer, no other tenant', async () => {
    const { id, channel } = await beginDelivered();
    const other = await createTenant(database.db, 'Other');
    await expect(resendDelivery(withRole(tenant, 'viewer'), { id })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(resendDelivery(other.ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
    await updateChannel(tenant.ctx, { id: channel.id, enabled: false }, channelTestDeps);
    await expect(resendDelivery(tenant.ctx, { id })).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('the mailbox', () => {
  test('is the owner’s alone, shows what was sent, and marks what was read', async () => {
    tenant = await createTenant(database.db);
    await addEmail(tenant);
    await tell(database.db, tenant, await addOutage(database.db, tenant), 'opened');
    await sendPendingDeliveries(testSender(database.db));
    const list = await listMailboxMessages(tenant.ctx, {});
    expect(list.data).toMatchObject([
      { subject: 'Down: Checkout API', recipients: ['ops@example.com'], read_at: null },
    ]);
    const id = list.data[0]?.id ?? '';
    const message = await getMailboxMessage(tenant.ctx, { id });
    expect(mailboxMessageView.parse(message)).toEqual(message);
    expect(message.read_at).not.toBeNull();
    expect(message.text).toContain('https://status.example.com/incidents/inc_');
    expect((await getMailboxMessage(tenant.ctx, { id })).read_at).toBe(message.read_at);

    const other = await createTenant(database.db, 'Other');
    expect((await listMailboxMessages(other.ctx, {})).data).toEqual([]);
    await expect(getMailboxMessage(other.ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
    for (const ctx of [withRole(tenant, 'admin'), withApiKey(tenant, ['read', 'write'])]) {
      await expect(listMailboxMessages(ctx, {})).rejects.toMatchObject({ code: 'forbidden' });
      await expect(getMailboxMessage(ctx, { id })).rejects.toMatchObject({ code: 'forbidden' });
    }
  });
});

test('whoever is put right among several while their mail is tried again gets it, and nobody gets it twice', async () => {
  tenant = await createTenant(database.db);
  const refused = await startReceiver(
    { status: 200, body: '{}' },
    { status: 500 },
    { status: 200, body: '{}' },
  );
  stops.push(refused.stop);
  const to = ['ada@example.com', 'bbo@example.com'];
  const input = { project_id: tenant.projectId, type: 'email', config: { to } };
  const channel = await createChannel(tenant.ctx, input, channelTestDeps);
  await tell(database.db, tenant, await addOutage(database.db, tenant), 'opened');
  const deps = testSender(database.db);
  const settings = { ...deps.deliver.mail.settings, resendApiKey: 're_1', resendBaseUrl: refused.url };
  const byResend = { ...deps, deliver: { ...deps.deliver, mail: { ...deps.deliver.mail, settings } } };
  expect(await sendPendingDeliveries(byResend)).toMatchObject({ retry: 1 });
  await updateChannel(
    tenant.ctx,
    { id: channel.id, config: { to: ['bob@example.com', 'ada@example.com'] } },
    channelTestDeps,
  );
  await passTime(database.db);
  expect(await sendPendingDeliveries(byResend)).toMatchObject({ delivered: 1 });
  const sent = refused.received.map(({ headers, body }) => ({
    to: (JSON.parse(body) as { to: string[] }).to[0],
    key: headers['idempotency-key'],
  }));
  expect(sent.map(({ to: address }) => address)).toEqual([...to, 'bob@example.com', 'ada@example.com']);
  expect(sent[3]?.key).toBe(sent[0]?.key);
  expect(new Set(sent.map(({ key }) => key)).size).toBe(3);
});
