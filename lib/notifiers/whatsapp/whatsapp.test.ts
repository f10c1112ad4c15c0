import { expect, test } from 'vitest';
import { deliverTo } from '@/lib/notifiers/testing/deliver-to';
import { messageKinds, oversized, sampleContext, sampleMessage } from '@/lib/notifiers/testing/messages';
import { whatsAppKind, whatsAppTemplateBody } from '@/lib/notifiers/whatsapp/kind';
import { whatsAppNotifier } from '@/lib/notifiers/whatsapp/notifier';
import { graphError, valuesIn, whatsAppSample } from '@/lib/notifiers/whatsapp/testdata/sample';

const sent = whatsAppSample.success;

async function valuesFor(message: Parameters<typeof whatsAppNotifier.render>[0]): Promise<string[]> {
  const [request] = await whatsAppNotifier.render(message, whatsAppSample.config(''), sampleContext);
  if (request?.kind !== 'http') throw new Error('a template goes by http');
  return valuesIn(request.body);
}

test('each phone gets the approved template with its three values', async () => {
  const { attempt, received } = await deliverTo('whatsapp', {}, sent);
  expect(attempt).toMatchObject({
    verdict: { kind: 'ok' },
    requestsDone: 2,
    receipt: { message_id: 'wamid.HBgLMTY1MDUwNTU1NTUVAgARGBI5' },
  });
  expect(received[0]).toMatchObject({
    path: '/v23.0/106540352242922/messages',
    headers: { authorization: 'Bearer EAAGm0PX4ZCpsBAKZCpsSecretToken0123456789' },
  });
  expect(received.map(({ body }) => JSON.parse(body))).toMatchObject([
    {
      messaging_product: 'whatsapp',
      to: '+4915112345678',
      type: 'template',
      template: { name: 'stillup_alert', language: { code: 'en' } },
    },
    { to: '+15005550007' },
  ]);
  expect(valuesIn(received[0]?.body ?? '')).toEqual([
    'Down: Checkout API',
    'Since 1 Mar 2026, 12:00:00 UTC. Checkout API is down: it answers with status 503.',
    'https://status.example.com/acknowledge/token',
  ]);
});

test('no value has a line break, a tab or a run of spaces, is empty, or makes the body too long', async () => {
  for (const kind of messageKinds) {
    for (const name of ['a\nb\tc      d\u2028e', 'x'.repeat(255), '🦄'.repeat(120)]) {
      const values = await valuesFor(oversized(sampleMessage(kind, name)));
      for (const value of values) expect(value).toMatch(/^(?!.*[\n\r\t\u2028\u2029])(?!.* {4}).+$/);
      const body = whatsAppTemplateBody.replaceAll(/\{\{(\d)\}\}/g, (_, index) => values[index - 1] ?? '');
      expect(Array.from(body).length).toBeLessThanOrEqual(1024);
    }
  }
});

test('a phone without WhatsApp does not keep the others from being told', async () => {
  const { attempt, received } = await deliverTo('whatsapp', {}, graphError(131026, 400), sent);
  expect(received).toHaveLength(2);
  expect(attempt.verdict).toEqual({ kind: 'ok' });
});

test('a rate limit says 400 and passes all the same; an ended token switches the channel off', async () => {
  const limited = await deliverTo('whatsapp', {}, graphError(130429, 400));
  expect(limited.attempt.verdict).toMatchObject({ kind: 'retry' });
  const ended = await deliverTo('whatsapp', {}, graphError(190, 401));
  expect(ended.received).toHaveLength(1);
  expect(ended.attempt.verdict).toMatchObject({ kind: 'permanent', disablesChannel: true });
});

test('200 without the id of a message is no success', async () => {
  const { attempt } = await deliverTo('whatsapp', {}, { status: 200, body: '{}' });
  expect(attempt.verdict.kind).toBe('retry');
});

test('the number in place of its ID is refused, with a word on it', () => {
  const parsed = whatsAppKind.configSchema.safeParse({
    ...whatsAppSample.config(''),
    phone_number_id: '+1 555',
  });
  expect(parsed.error?.issues[0]?.message).toMatch(/not the number itself/);
});

test('the template is one that Meta accepts: no variable at its edges, none beside another, words enough', () => {
  const parts = whatsAppTemplateBody.split(/\{\{\d\}\}/);
  expect(parts).toHaveLength(4);
  for (const part of parts) expect(part).toMatch(/\p{L}/u);
  expect(whatsAppTemplateBody.split(/\s+/).length).toBeGreaterThan(2 * 3 + 1 + 3);
});
