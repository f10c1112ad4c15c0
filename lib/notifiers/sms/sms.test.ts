import { expect, test } from 'vitest';
import type { Message } from '@/lib/notifiers/rules/message';
import { smsKind } from '@/lib/notifiers/sms/kind';
import { smsNotifier } from '@/lib/notifiers/sms/notifier';
import { smsSample, twilioError } from '@/lib/notifiers/sms/testdata/sample';
import { deliverTo } from '@/lib/notifiers/testing/deliver-to';
import { messageKinds, oversized, sampleContext, sampleMessage } from '@/lib/notifiers/testing/messages';

const account = 'AC0123456789abcdef0123456789abcdef';
const sent = smsSample.success;

async function textOf(message: Message): Promise<string> {
  const [request] = await smsNotifier.render(message, smsSample.config(''), sampleContext);
  if (request?.kind !== 'http') throw new Error('a text goes by http');
  return new URLSearchParams(request.body).get('Body') ?? '';
}

test('each phone gets a text of its own, by the account’s credentials', async () => {
  const { attempt, received } = await deliverTo('sms', {}, sent);
  expect(attempt).toMatchObject({
    verdict: { kind: 'ok' },
    receipt: { sid: 'SM0123456789abcdef0123456789abcdef' },
  });
  expect(received.map(({ path }) => path)).toEqual(
    Array(2).fill(`/2010-04-01/Accounts/${account}/Messages.json`),
  );
  expect(received.map(({ body }) => new URLSearchParams(body).get('To'))).toEqual([
    '+4915112345678',
    '+15005550007',
  ]);
  expect(received[0]?.headers.authorization).toBe(
    `Basic ${Buffer.from(`${account}:0a1b2c3d4e5f60718293a4b5c6d7e8f9`).toString('base64')}`,
  );
  expect(new URLSearchParams(received[0]?.body).get('From')).toBe('+15005550006');
});

test('with an API key it is the key that signs in, and with a messaging service that one sends', async () => {
  const key = 'SK0123456789abcdef0123456789abcdef';
  const service = 'MG0123456789abcdef0123456789abcdef';
  const { received } = await deliverTo('sms', { config: { api_key_sid: key, sender: service } }, sent);
  expect(Buffer.from(received[0]?.headers.authorization?.slice(6) ?? '', 'base64').toString()).toMatch(
    new RegExp(`^${key}:`),
  );
  expect(received[0]?.path).toContain(account);
  const form = new URLSearchParams(received[0]?.body);
  expect([form.get('MessagingServiceSid'), form.get('From')]).toEqual([service, null]);
});

test('a text says what, since when and why, and leads to where it is acknowledged', async () => {
  expect(await textOf(sampleMessage('opened'))).toBe(
    [
      'Down: Checkout API',
      'Since 1 Mar 2026, 12:00:00 UTC.',
      'Checkout API is down: it answers with status 503.',
      'Acknowledge: https://status.example.com/acknowledge/token',
    ].join('\n'),
  );
  expect(await textOf(sampleMessage('reminder'))).toBe(
    [
      'Still down after 3 min 12 s: Checkout API',
      'Checkout API is down: it answers with status 503',
      'Acknowledge: https://status.example.com/acknowledge/token',
    ].join('\n'),
  );
  expect(await textOf(sampleMessage('resolved'))).toBe(
    'Recovered: Checkout API (after 3 min 12 s)\nhttps://status.example.com/incidents/inc_01h455vb4pex5vsknk084sn02q',
  );
});

test('no text is longer than 320 characters', async () => {
  for (const kind of messageKinds) {
    for (const name of ['x'.repeat(200), '🦄'.repeat(100)]) {
      expect((await textOf(oversized(sampleMessage(kind, name)))).length).toBeLessThanOrEqual(320);
    }
  }
});

test('who has sent STOP does not keep the others from being told', async () => {
  const stopped = twilioError(21610, 400, 'Attempt to send to unsubscribed recipient');
  const { attempt, received } = await deliverTo('sms', {}, stopped, sent);
  expect(received).toHaveLength(2);
  expect(attempt.verdict).toEqual({ kind: 'ok' });
  expect(attempt.answer).toMatch(
    /^\+4915112345678: The receiver answered 400: Attempt to send to unsubscribed recipient \(code 21610\)\./,
  );
});

test('wrong credentials end it at the first phone, and switch the channel off', async () => {
  const { attempt, received } = await deliverTo('sms', {}, twilioError(20003, 401, 'Authenticate'));
  expect(received).toHaveLength(1);
  expect(attempt.verdict).toMatchObject({ kind: 'permanent', disablesChannel: true });
});

test('numbers are taken as people write them, each once; senders in all four forms', () => {
  const parse = (extra: object) => smsKind.configSchema.safeParse({ ...smsSample.config(''), ...extra });
  expect(parse({ to: ['+49 (151) 123-456 78', '+4915112345678'] }).data).toMatchObject({
    to: ['+4915112345678'],
  });
  for (const to of [['015112345678'], ['+0151'], []]) expect(parse({ to }).success).toBe(false);
  for (const sender of ['+15005550006', '12345', 'Stillup', `MG${'0'.repeat(32)}`]) {
    expect(parse({ sender }).success).toBe(true);
  }
  for (const sender of ['', 'A much too long name', 'Ünicode']) expect(parse({ sender }).success).toBe(false);
});
