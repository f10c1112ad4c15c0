import { expect, test } from 'vitest';
import { pagerDutyKind } from '@/lib/notifiers/pagerduty/kind';
import { pagerDutyNotifier } from '@/lib/notifiers/pagerduty/notifier';
import type { IncidentMessage, Message } from '@/lib/notifiers/rules/message';
import { deliverTo } from '@/lib/notifiers/testing/deliver-to';
import { sampleContext, sampleIncidentMessage, sampleMessage } from '@/lib/notifiers/testing/messages';

const config = { integration_key: '0123456789abcdef0123456789abcdef' };
const taken = { status: 202, body: '{"status":"success","message":"Event processed","dedup_key":"x"}' };

async function eventsOf(message: Message, extra: Record<string, unknown> = {}) {
  const requests = await pagerDutyNotifier.render(message, { ...config, ...extra }, sampleContext);
  return requests.map((request) => {
    if (request.kind !== 'http') throw new Error('events go by http');
    return { url: request.url, ...JSON.parse(request.body) };
  });
}

test('all events of one incident carry its id as their key, and the last one resolves', async () => {
  const expected: [IncidentMessage['kind'], string][] = [
    ['opened', 'trigger'],
    ['escalated', 'trigger'],
    ['reminder', 'trigger'],
    ['flapping', 'trigger'],
    ['acknowledged', 'acknowledge'],
    ['resolved', 'resolve'],
  ];
  for (const [kind, action] of expected) {
    const events = await eventsOf(sampleMessage(kind));
    expect(events).toMatchObject([{ event_action: action, dedup_key: 'inc_01h455vb4pex5vsknk084sn02q' }]);
  }
});

test('an alert says what, where, since when, why, and leads back', async () => {
  const [event] = await eventsOf(sampleMessage('opened'));
  expect(event).toMatchObject({
    url: 'https://events.pagerduty.com/v2/enqueue',
    routing_key: config.integration_key,
    client: 'Stillup',
    client_url: 'https://status.example.com',
    payload: {
      summary: 'Down: Checkout API',
      source: 'api.example.com',
      severity: 'critical',
      timestamp: '2026-03-01T12:00:00.000Z',
      component: 'Checkout API',
      class: 'http_status',
      custom_details: { Summary: 'Checkout API is down: it answers with status 503.' },
    },
  });
  expect(event.links).toContainEqual({
    href: 'https://status.example.com/incidents/inc_01h455vb4pex5vsknk084sn02q',
    text: 'Open the incident',
  });
});

test('region and severity are those of the channel', async () => {
  const [event] = await eventsOf(sampleMessage('opened'), { region: 'eu', severity: 'error' });
  expect(event).toMatchObject({
    url: 'https://events.eu.pagerduty.com/v2/enqueue',
    payload: { severity: 'error' },
  });
});

test('a source is never empty, even of an incident without a monitor', async () => {
  const [event] = await eventsOf({ ...sampleIncidentMessage('opened'), monitor: null });
  expect(event.payload.source).toBe('Checkout API is down: it answers with status 503');
});

test('a test opens an alert of its own at the lowest severity, and closes it again', async () => {
  const { attempt, received } = await deliverTo('pagerduty', { message: sampleMessage('test') }, taken);
  expect(attempt).toMatchObject({ verdict: { kind: 'ok' }, requestsDone: 2 });
  expect(received.map(({ body }) => JSON.parse(body))).toMatchObject([
    { event_action: 'trigger', dedup_key: sampleContext.deliveryId, payload: { severity: 'info' } },
    { event_action: 'resolve', dedup_key: sampleContext.deliveryId },
  ]);
});

test('a digest, should one come, is told incident by incident', async () => {
  const events = await eventsOf(sampleMessage('digest'));
  expect(events.map(({ event_action }) => event_action)).toEqual(['trigger', 'resolve']);
});

test('a report pages nobody, and is through', async () => {
  const { attempt, received } = await deliverTo('pagerduty', { message: sampleMessage('report') }, taken);
  expect(attempt.verdict).toEqual({ kind: 'ok' });
  expect(received).toEqual([]);
});

test('a deleted integration switches the channel off and says why', async () => {
  const body =
    '{"status":"invalid event","message":"Event object is invalid","errors":["Invalid routing key"]}';
  const { attempt } = await deliverTo('pagerduty', {}, { status: 400, body });
  expect(attempt.verdict).toEqual({
    kind: 'permanent',
    disablesChannel: true,
    reason: 'The receiver answered 400: Event object is invalid; Invalid routing key.',
  });
});

test('a key of the REST API is refused, with a word on what it is', () => {
  const parsed = pagerDutyKind.configSchema.safeParse({ integration_key: 'e+kd5BWM-NCknhB3XnYg' });
  expect(parsed.error?.issues[0]?.message).toMatch(/REST API/);
});
