import { createHmac } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deliveries, emailSuppressions } from '@/db/schema/alerting';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import { unsubscribePurpose } from '@/lib/alerting/internal/links';
import { addEmail, addOutage, tell } from '@/lib/alerting/testing/world';
import { createLinkSigner } from '@/lib/core/link-tokens';
import { serveResendWebhook } from '@/lib/web/serve-resend-webhook';
import { serveUnsubscribe, showUnsubscribe } from '@/lib/web/serve-unsubscribe';
import { appUrl, startApi } from '@/lib/web/testing/api';

let api: Awaited<ReturnType<typeof startApi>>;
let tenant: Tenant;
let channelId: string;

beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => await api.close());
beforeEach(async () => {
  await api.db.delete(emailSuppressions);
  tenant = await createTenant(api.db);
  channelId = (await addEmail(tenant)).id;
});

const signer = createLinkSigner('a secret of at least thirty-two characters');
const suppressed = async () => (await api.db.select().from(emailSuppressions)).map(({ reason }) => reason);

describe('unsubscribing', () => {
  const token = () => signer.sign(unsubscribePurpose, `${channelId} ops@example.com`);
  const post = (body: BodyInit, headers: Record<string, string> = {}, of = token()) =>
    serveUnsubscribe(
      new Request(`${appUrl}/unsubscribe/${of}`, { method: 'POST', body, headers }),
      of,
      signer,
    );
  const urlencoded = { 'Content-Type': 'application/x-www-form-urlencoded' };

  it('takes the post of a mail program, without cookie and Origin, in both forms of RFC 8058', async () => {
    const first = await post('List-Unsubscribe=One-Click', urlencoded);
    expect([first.status, await first.text()]).toEqual([200, 'Unsubscribed.']);
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    expect((await post(form)).status).toBe(200);
    expect(await suppressed()).toEqual(['unsubscribed']);
  });

  it('takes the form of the page, there and back, and shows the page again', async () => {
    const there = await post('wish=unsubscribe', urlencoded);
    expect([there.status, there.headers.get('location')]).toEqual([303, `${appUrl}/unsubscribe/${token()}`]);
    expect(await suppressed()).toEqual(['unsubscribed']);
    await post('wish=resubscribe', urlencoded);
    expect(await suppressed()).toEqual([]);
  });

  it('does nothing on anything else', async () => {
    expect((await post('', urlencoded)).status).toBe(400);
    expect((await post('wish=delete', urlencoded)).status).toBe(400);
    expect(
      (await post('{"List-Unsubscribe":"One-Click"}', { 'Content-Type': 'application/json' })).status,
    ).toBe(400);
    expect((await post('List-Unsubscribe=One-Click', urlencoded, `${token()}x`)).status).toBe(404);
    expect(showUnsubscribe(token()).status).toBe(302);
    expect(await suppressed()).toEqual([]);
  });
});

describe('the webhook of Resend', () => {
  const now = new Date('2026-03-01T12:00:00Z');
  const key = Buffer.from('a key of at least twenty-four bytes');
  const secret = `whsec_${key.toString('base64')}`;
  const sign = (id: string, seconds: number, body: string, by = key) =>
    `v1,${createHmac('sha256', by).update(`${id}.${seconds}.${body}`).digest('base64')}`;

  /** As Svix sends it. */
  async function call(
    payload: unknown,
    change: { ageSeconds?: number; signature?: string; body?: string } = {},
  ) {
    const body = JSON.stringify(payload);
    const seconds = now.getTime() / 1000 - (change.ageSeconds ?? 0);
    const headers = {
      'Content-Type': 'application/json',
      'svix-id': 'msg_1',
      'svix-timestamp': String(seconds),
      'svix-signature': change.signature ?? sign('msg_1', seconds, body),
    };
    const request = new Request(`${appUrl}/api/resend`, {
      method: 'POST',
      body: change.body ?? body,
      headers,
    });
    return (await serveResendWebhook(request, secret, now)).status;
  }

  async function bounce(type = 'Permanent') {
    await tell(api.db, tenant, await addOutage(api.db, tenant), 'opened');
    const [delivery] = await api.db.select().from(deliveries).where(eq(deliveries.channelId, channelId));
    const data = { to: ['ops@example.com'], tags: { delivery_id: delivery?.id } };
    return { type: 'email.bounced', data: { ...data, bounce: { type, subType: 'General', message: 'no' } } };
  }

  it('strikes off who bounced for good, once, and nobody else', async () => {
    expect(await call(await bounce('Transient'))).toBe(200);
    expect(await suppressed()).toEqual([]);
    const event = await bounce();
    expect([await call(event), await call(event)]).toEqual([200, 200]);
    expect(await suppressed()).toEqual(['bounced']);
    expect(await call({ type: 'email.delivered', data: { to: [] } })).toBe(200);
  });

  it('takes one good signature among several, as while a secret rotates', async () => {
    const event = await bounce();
    const body = JSON.stringify(event);
    const old = sign('msg_1', now.getTime() / 1000, body, Buffer.from('another key'));
    const signature = `${old} v2,x ${sign('msg_1', now.getTime() / 1000, body)}`;
    expect(await call(event, { signature })).toBe(200);
    expect(await suppressed()).toEqual(['bounced']);
  });

  it('takes nothing that is forged, changed, old, or from tomorrow', async () => {
    const event = await bounce();
    expect(await call(event, { signature: 'v1,AAAA' })).toBe(401);
    expect(await call(event, { signature: '' })).toBe(401);
    expect(await call(event, { body: JSON.stringify({ ...event, more: 1 }) })).toBe(401);
    expect(await call(event, { ageSeconds: 301 })).toBe(401);
    expect(await call(event, { ageSeconds: -301 })).toBe(401);
    const request = new Request(`${appUrl}/api/resend`, { method: 'POST', body: '{}' });
    expect((await serveResendWebhook(request, null, now)).status).toBe(404);
    expect(await suppressed()).toEqual([]);
  });
});
