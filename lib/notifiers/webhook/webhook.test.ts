import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import type { RenderContext } from '@/lib/notifiers/notifier';
import { sampleContext, sampleMessage, signingSecret } from '@/lib/notifiers/testing/messages';
import { webhookNotifier } from '@/lib/notifiers/webhook/notifier';
import { newSigningSecret } from '@/lib/notifiers/webhook/sign';

const now = new Date('2026-03-01T12:00:00Z');
const config = { url: 'https://hooks.example.com/x', headers: { 'X-Team': 'ops' } };
async function request(extra: Partial<RenderContext> = {}) {
  const [made] = await webhookNotifier.render(sampleMessage('opened'), config, {
    ...sampleContext,
    attemptAt: new Date(),
    ...extra,
  });
  if (made?.kind !== 'http') throw new Error('a webhook is sent by http');
  return made;
}

test('verifies with the independent library, and not once a byte is changed', async () => {
  const { body, headers } = await request();
  const verifier = new Webhook(signingSecret);
  expect(verifier.verify(body, { ...headers })).toMatchObject({
    type: 'incident.opened',
    timestamp: '2026-03-01T12:03:12.000Z',
    data: {
      incident: { id: 'inc_01h455vb4pex5vsknk084sn02q', status: 'open', cause: 'http_status' },
      monitor: { name: 'Checkout API', url: 'https://api.example.com/health?full=1&x=<y>' },
    },
  });
  expect(() => verifier.verify(body.replace('open', 'opem'), { ...headers })).toThrow();
  expect(() => verifier.verify(body, { ...headers, 'webhook-id': 'dlv_other' })).toThrow();
});

test('while a secret rotates, holders of either one can verify', async () => {
  const next = newSigningSecret();
  const { body, headers } = await request({ signingSecrets: [next, signingSecret] });
  expect(headers['webhook-signature']?.split(' ')).toHaveLength(2);
  for (const secret of [next, signingSecret]) {
    expect(() => new Webhook(secret).verify(body, { ...headers })).not.toThrow();
  }
  expect(() => new Webhook(newSigningSecret()).verify(body, { ...headers })).toThrow();
});

test('a later attempt has a new timestamp and the same id', async () => {
  const first = await request({ attemptAt: now });
  const second = await request({ attemptAt: new Date(now.getTime() + 90_000) });
  expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
  expect(Number(second.headers['webhook-timestamp']) - Number(first.headers['webhook-timestamp'])).toBe(90);
  expect(second.body).toBe(first.body);
});

test('X-Uptime-Signature is the HMAC-SHA256 of the body, in hex', async () => {
  const { headers, body } = await request();
  expect(headers['x-uptime-signature']).toBe(createHmac('sha256', signingSecret).update(body).digest('hex'));
});

test('own headers go along, and cannot stand in for ours', async () => {
  expect((await request()).headers).toMatchObject({ 'X-Team': 'ops' });
  for (const name of ['Webhook-Id', 'X-UPTIME-SIGNATURE', 'Host', 'content-length', 'Content-Type']) {
    const parsed = webhookNotifier.configSchema.safeParse({ ...config, headers: { [name]: 'x' } });
    expect(parsed.success).toBe(false);
  }
  for (const value of ['a\r\nX-Evil: 1', 'a\0', 'ünïcödé ☃']) {
    expect(webhookNotifier.configSchema.safeParse({ ...config, headers: { A: value } }).success).toBe(false);
  }
});
