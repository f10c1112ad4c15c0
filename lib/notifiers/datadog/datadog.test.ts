import { expect, test } from 'vitest';
import { datadogKind } from '@/lib/notifiers/datadog/kind';
import { datadogNotifier } from '@/lib/notifiers/datadog/notifier';
import { datadogSample } from '@/lib/notifiers/datadog/testdata/sample';
import type { HttpRequest } from '@/lib/notifiers/notifier';
import { bodyOf } from '@/lib/notifiers/testing/deliver-to';
import { oversized, sampleContext, sampleMessage } from '@/lib/notifiers/testing/messages';
import { sendMessage } from '@/lib/notifiers/testing/send-message';

const answers = [datadogSample.success];
const incident = 'inc_01h455vb4pex5vsknk084sn02q';

test('an outage is an event under the incident’s key, with its tags', async () => {
  const { received } = await sendMessage('datadog', sampleMessage('opened'), { answers });
  expect(received[0]).toMatchObject({
    method: 'POST',
    path: '/api/v1/events',
    headers: { 'dd-api-key': '0123456789abcdef0123456789abcdef' },
  });
  expect(bodyOf(received[0])).toMatchObject({
    title: 'Down: Checkout API',
    alert_type: 'error',
    aggregation_key: incident,
    date_happened: Date.parse('2026-03-01T12:03:12Z') / 1000,
    tags: [
      'source:stillup',
      `incident:${incident}`,
      'monitor:mon_01h455vb4pex5vsknk084sn02q',
      'env:production',
    ],
    text: expect.stringContaining('Acknowledge: https://status.example.com/acknowledge/token'),
  });
});

test('the recovery stands under the same key', async () => {
  const { received } = await sendMessage('datadog', sampleMessage('resolved'), { answers });
  expect(bodyOf(received[0])).toMatchObject({ alert_type: 'success', aggregation_key: incident });
});

test('what could only be sent a day later is not refused for its age', async () => {
  const attemptAt = new Date('2026-03-02T12:00:00Z');
  const { received } = await sendMessage('datadog', sampleMessage('opened'), {
    answers,
    context: { attemptAt },
  });
  const happened = Number(bodyOf(received[0])['date_happened']);
  expect(attemptAt.getTime() / 1000 - happened).toBeLessThan(18 * 3600);
});

test('the links are there, however much there is to say', async () => {
  const { received } = await sendMessage('datadog', oversized(sampleMessage('opened')), { answers });
  const { text } = bodyOf(received[0]);
  expect(Array.from(String(text)).length).toBeLessThanOrEqual(4000);
  expect(text).toContain('https://status.example.com/acknowledge/token');
});

test('nobody and nothing is called by a name', async () => {
  const name = '%%% @slack-ops @ada@example.com %%%';
  const { received } = await sendMessage('datadog', sampleMessage('opened', name), { answers });
  const { title, text } = bodyOf(received[0]);
  for (const part of [title, text]) expect(part).not.toMatch(/@\w|%%%/);
});

test.each(['datadoghq.com', 'us5.datadoghq.com', 'datadoghq.eu'])(
  'events of %s go to its own API',
  async (site) => {
    const config = datadogKind.configSchema.parse({ ...datadogSample.config(''), site });
    const [request] = await datadogNotifier.render(sampleMessage('opened'), config, sampleContext);
    expect((request as HttpRequest).url).toBe(`https://api.${site}/api/v1/events`);
  },
);
