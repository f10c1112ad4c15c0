import { expect, test } from 'vitest';
import { oversized, sampleMessage } from '@/lib/notifiers/testing/messages';
import { hostileName } from '@/lib/notifiers/testing/sample';
import { sendMessage } from '@/lib/notifiers/testing/send-message';
import { zulipKind } from '@/lib/notifiers/zulip/kind';
import { zulipSample } from '@/lib/notifiers/zulip/testdata/sample';

const answers = [zulipSample.success];

function formOf(body: string | undefined): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(body));
}

test('a form with the bot’s credentials; each incident has a topic of its own', async () => {
  const { received, attempt } = await sendMessage('zulip', sampleMessage('opened'), { answers });
  const credentials = Buffer.from('stillup-bot@example.com:a0b1c2d3e4f5a0b1c2d3e4f5a0b1c2d3');
  expect(received[0]).toMatchObject({
    method: 'POST',
    path: '/api/v1/messages',
    headers: {
      authorization: `Basic ${credentials.toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    },
  });
  expect(formOf(received[0]?.body)).toMatchObject({
    type: 'stream',
    to: 'alerts',
    topic: 'Checkout API (4sn02q)',
    content: expect.stringContaining('[Acknowledge](https://status.example.com/acknowledge/token)'),
  });
  expect(attempt.receipt).toEqual({ topic: 'Checkout API (4sn02q)' });
});

test('what follows stays in the topic, whatever the monitor is called by then', async () => {
  const { received } = await sendMessage('zulip', sampleMessage('resolved', 'Renamed'), {
    answers,
    context: { receipt: { topic: 'Checkout API (4sn02q)' } },
  });
  expect(formOf(received[0]?.body)['topic']).toBe('Checkout API (4sn02q)');
});

test('topic and content stay within what Zulip takes', async () => {
  const long = '𝓐'.repeat(120);
  const { received } = await sendMessage('zulip', oversized(sampleMessage('opened', long)), { answers });
  const { topic = '', content = '' } = formOf(received[0]?.body);
  expect(Array.from(topic)).toHaveLength(60);
  expect(content.length).toBeLessThanOrEqual(10_000);
});

test('mentions nobody and links nowhere, whatever a name is made of', async () => {
  const name = `@**all** @*ops* #**general** <time:2026-03-01> :boom: ${hostileName}`;
  const { received } = await sendMessage('zulip', sampleMessage('opened', name), { answers });
  const { content = '' } = formOf(received[0]?.body);
  expect(content).not.toMatch(/@[*_]|#\*\*|<time|:boom:|<img|\[x\]/);
  expect(content).toContain('&#64;&#42;&#42;all&#42;&#42;');
});

test('the address may be that of any page, the channel may have its sign', () => {
  const config = zulipSample.config('https://example.zulipchat.com/#narrow/stream/3-alerts');
  expect(zulipKind.configSchema.parse({ ...config, channel: '#alerts' })).toMatchObject({
    site: 'https://example.zulipchat.com',
    channel: 'alerts',
  });
});
