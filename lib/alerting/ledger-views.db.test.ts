import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { channels, deliveries } from '@/db/schema/alerting';
import { freshDatabase } from '@/db/testing/database';
import { createTenant, type Tenant, withApiKey, withRole } from '@/db/testing/tenants';
import type { DeliveryTransition } from '@/lib/alerting/constants';
import { getAlertTimes } from '@/lib/alerting/get-alert-times';
import { listDeliveries } from '@/lib/alerting/list-deliveries';
import { previewChannel } from '@/lib/alerting/preview-channel';
import { alertTimesView, channelPreviewView } from '@/lib/alerting/schema';
import { addEmail, addWebhook, channelTestDeps, testSender } from '@/lib/alerting/testing/world';
import { createChannel } from '@/lib/channels/create-channel';
import { newId } from '@/lib/core/ids';

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
afterEach(() => database.db.delete(channels));

type Given = {
  transition?: DeliveryTransition;
  /** Seconds from the failure to the delivery; null: not delivered. */
  seconds: number | null;
  failedAt?: Date | null;
  createdAt?: Date;
  digestId?: string;
};

async function addDelivery(tenant: Tenant, channelId: string, given: Given): Promise<string> {
  const id = newId('dlv');
  const createdAt = given.createdAt ?? new Date(tenant.ctx.now.getTime() - 60_000);
  const failedAt = given.failedAt === undefined ? createdAt : given.failedAt;
  await database.db.insert(deliveries).values({
    id,
    organizationId: tenant.organizationId,
    channelId,
    transition: given.transition ?? 'opened',
    status: given.digestId === undefined ? 'delivered' : 'folded',
    message: {},
    digestId: given.digestId ?? null,
    failedAt,
    createdAt,
    deliveredAt:
      given.seconds === null ? null : new Date((failedAt ?? createdAt).getTime() + given.seconds * 1000),
  });
  return id;
}

describe('getAlertTimes', () => {
  test('is honest where nothing was delivered', async () => {
    const tenant = await createTenant(database.db);
    const channel = await addWebhook(tenant, 'https://hooks.example.com/');
    await addDelivery(tenant, channel.id, { seconds: null });
    const view = await getAlertTimes(tenant.ctx, {});
    expect(alertTimesView.parse(view)).toEqual(view);
    expect(view).toMatchObject({ count: 0, p50_ms: null, p95_ms: null, p99_ms: null, projects: [] });
  });

  test('counts from the failure to the yes, of openings of the last 30 days, folded ones by their digest', async () => {
    const tenant = await createTenant(database.db);
    const channel = await addWebhook(tenant, 'https://hooks.example.com/');
    for (const seconds of [1, 2, 3]) await addDelivery(tenant, channel.id, { seconds });
    const at = new Date(tenant.ctx.now.getTime() - 60_000);
    const digestId = await addDelivery(tenant, channel.id, {
      transition: 'digest',
      seconds: 9,
      createdAt: at,
    });
    await addDelivery(tenant, channel.id, { seconds: null, digestId, createdAt: at });
    await addDelivery(tenant, channel.id, { transition: 'resolved', seconds: 1000 });
    await addDelivery(tenant, channel.id, { seconds: 1000, failedAt: null });
    const longAgo = new Date(tenant.ctx.now.getTime() - 31 * 24 * 3600 * 1000);
    await addDelivery(tenant, channel.id, { seconds: 1000, createdAt: longAgo });
    const view = await getAlertTimes(tenant.ctx, {});
    const times = { count: 4, p50_ms: 2500, p95_ms: 8100, p99_ms: 8820 };
    expect(view).toMatchObject({ ...times, projects: [{ project_id: tenant.projectId, ...times }] });
    expect(await getAlertTimes(tenant.ctx, { project_id: tenant.projectId })).toMatchObject(times);
  });

  test('is the tenant’s own, and within the project of a key', async () => {
    const tenant = await createTenant(database.db);
    const channel = await addWebhook(tenant, 'https://hooks.example.com/');
    await addDelivery(tenant, channel.id, { seconds: 1 });
    const other = await createTenant(database.db, 'Other');
    expect((await getAlertTimes(other.ctx, {})).count).toBe(0);
    expect((await getAlertTimes(withApiKey(tenant, ['read'], newId('prj')), {})).count).toBe(0);
    const foreign = getAlertTimes(withApiKey(tenant, ['read'], newId('prj')), {
      project_id: tenant.projectId,
    });
    await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
    await expect(getAlertTimes(withApiKey(tenant, ['ping']), {})).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

test('a digest and what it tells of lead to each other', async () => {
  const tenant = await createTenant(database.db);
  const channel = await addWebhook(tenant, 'https://hooks.example.com/');
  const digestId = await addDelivery(tenant, channel.id, { transition: 'digest', seconds: 1 });
  const foldedId = await addDelivery(tenant, channel.id, { seconds: null, digestId });
  await addDelivery(tenant, channel.id, { seconds: 1 });
  const folded = await listDeliveries(tenant.ctx, { digest_id: digestId });
  expect(folded.data).toMatchObject([{ id: foldedId, digest_id: digestId, status: 'folded' }]);
  const digests = await listDeliveries(tenant.ctx, { transition: 'digest' });
  expect(digests.data).toMatchObject([{ id: digestId, digest_id: null, headline: null }]);
});

describe('previewChannel', () => {
  test('shows the request of the channel’s own notifier, without its secrets, and sends nothing', async () => {
    const tenant = await createTenant(database.db);
    const url = 'https://hooks.example.com/x';
    const headers = { 'X-Team': 'hunter2-hunter2' };
    const channel = await createChannel(
      tenant.ctx,
      { project_id: tenant.projectId, type: 'webhook', config: { url, headers } },
      channelTestDeps,
    );
    const deps = testSender(database.db);
    const view = await previewChannel(tenant.ctx, { id: channel.id }, deps);
    expect(channelPreviewView.parse(view)).toEqual(view);
    expect(view.requests).toMatchObject([{ method: 'POST', url }]);
    expect(JSON.parse(view.requests[0]?.body ?? '')).toMatchObject({
      type: 'incident.opened',
      data: { monitor: { name: 'Checkout API' } },
    });
    const shown = JSON.stringify(view);
    expect(shown).not.toContain('hunter2');
    expect(shown).not.toContain(channel.signing_secret);
    expect(await listDeliveries(tenant.ctx, {})).toMatchObject({ data: [] });
  });

  test('uses the templates as they are typed, in place of those that are stored', async () => {
    const tenant = await createTenant(database.db);
    const channel = await addEmail(tenant);
    const templates = { title: 'Own: {{monitor.name}}', body: 'After {{incident.duration}}.' };
    await database.db.update(channels).set({ templates }).where(eq(channels.id, channel.id));
    const deps = testSender(database.db);
    const stored = await previewChannel(tenant.ctx, { id: channel.id, kind: 'resolved' }, deps);
    expect(stored).toMatchObject({ headline: 'Own: Checkout API', paragraphs: ['After 3 min 12 s.'] });
    expect(stored.requests[0]).toMatchObject({ method: 'MAIL', url: 'ops@example.com' });
    expect(stored.requests[0]?.body).toContain('After 3 min 12 s.');
    const typed = { title: '', body: 'Look at {{incident.link}}' };
    const view = await previewChannel(tenant.ctx, { id: channel.id, templates: typed }, deps);
    expect(view.headline).toBe('Down: Checkout API');
    expect(view.paragraphs).toEqual([expect.stringContaining('https://status.example.com/incidents/')]);
  });

  test('is not for viewers, nor for other tenants', async () => {
    const tenant = await createTenant(database.db);
    const channel = await addEmail(tenant);
    const other = await createTenant(database.db, 'Other');
    const deps = testSender(database.db);
    const viewer = previewChannel(withRole(tenant, 'viewer'), { id: channel.id }, deps);
    await expect(viewer).rejects.toMatchObject({ code: 'forbidden' });
    const foreign = previewChannel(other.ctx, { id: channel.id }, deps);
    await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
  });
});
