import { expect, test } from 'vitest';
import { signalKind } from '@/lib/notifiers/signal/kind';
import { signalSample } from '@/lib/notifiers/signal/testdata/sample';
import { bodyOf } from '@/lib/notifiers/testing/deliver-to';
import { oversized, sampleMessage } from '@/lib/notifiers/testing/messages';
import { sendMessage } from '@/lib/notifiers/testing/send-message';

const taken = signalSample.success;

test('a request for each recipient, with the sender and plain text', async () => {
  const { received } = await sendMessage('signal', sampleMessage('opened'), { answers: [taken] });
  expect(received.map((request) => bodyOf(request)['recipients'])).toEqual([
    ['+4915187654321'],
    ['group.b3BzLW9wcy1vcHMtb3BzLW9wcw=='],
  ]);
  expect(received[0]).toMatchObject({
    path: '/v2/send',
    headers: { authorization: 'Bearer s1gnal-gateway-token' },
  });
  expect(bodyOf(received[0])).toMatchObject({
    number: '+4915112345678',
    text_mode: 'normal',
    message: expect.stringMatching(
      /^Down: Checkout API\n\n[\s\S]*Acknowledge: https:\/\/status\.example\.com/,
    ),
  });
});

test('a number that is gone does not keep the group from being told', async () => {
  const gone = { status: 400, body: '{"error":"Unregistered user"}' };
  const { attempt, received } = await sendMessage('signal', sampleMessage('opened'), {
    answers: [gone, taken],
  });
  expect(received).toHaveLength(2);
  expect(attempt.verdict).toEqual({ kind: 'ok' });
});

test('a message stays short enough to be no attachment, and keeps its links', async () => {
  const { received } = await sendMessage('signal', oversized(sampleMessage('digest')), { answers: [taken] });
  const message = String(bodyOf(received[0])['message']);
  expect(Buffer.byteLength(message)).toBeLessThanOrEqual(2000);
  expect(message).toContain('https://status.example.com/');
});

test('numbers are taken as people write them, each once; what is neither number nor group is refused', () => {
  const config = signalSample.config('https://signal.example.com/v2/send');
  const recipients = ['+49 151 8765-4321', '+4915187654321'];
  expect(signalKind.configSchema.parse({ ...config, recipients })).toMatchObject({
    gateway_url: 'https://signal.example.com',
    recipients: ['+4915187654321'],
  });
  const refused = signalKind.configSchema.safeParse({ ...config, recipients: ['Ada'] });
  expect(refused.error?.issues[0]?.message).toMatch(/expected a number/);
});
