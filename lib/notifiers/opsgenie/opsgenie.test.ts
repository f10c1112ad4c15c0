import { expect, test } from 'vitest';
import { opsgenieKind } from '@/lib/notifiers/opsgenie/kind';
import { opsgenieSample } from '@/lib/notifiers/opsgenie/testdata/sample';
import { deliverTo } from '@/lib/notifiers/testing/deliver-to';
import { sampleContext, sampleIncidentMessage, sampleMessage } from '@/lib/notifiers/testing/messages';

const incident = 'inc_01h455vb4pex5vsknk084sn02q';
const taken = opsgenieSample.success;

test('an incident is one alert by its alias: created, acknowledged, closed', async () => {
  const opened = await deliverTo('opsgenie', {}, taken);
  const [create] = opened.received;
  expect(create).toMatchObject({
    path: '/v2/alerts',
    headers: { authorization: 'GenieKey 4513b7ea-3b91-438f-b7e4-e3e54af9147c' },
  });
  expect(JSON.parse(create?.body ?? '')).toMatchObject({
    alias: incident,
    message: 'Down: Checkout API',
    entity: 'Checkout API',
    priority: 'P1',
    source: 'Stillup',
    details: { incident_id: incident },
  });
  for (const [kind, verb] of [
    ['acknowledged', 'acknowledge'],
    ['resolved', 'close'],
  ] as const) {
    const { received } = await deliverTo('opsgenie', { message: sampleMessage(kind) }, taken);
    expect(received.map(({ path }) => path)).toEqual([`/v2/alerts/${incident}/${verb}?identifierType=alias`]);
  }
});

test('what goes on brings a closed alert back, and is told in a note', async () => {
  const { received } = await deliverTo('opsgenie', { message: sampleMessage('reminder') }, taken);
  expect(received.map(({ path }) => path)).toEqual([
    '/v2/alerts',
    `/v2/alerts/${incident}/notes?identifierType=alias`,
  ]);
  expect(JSON.parse(received[1]?.body ?? '')).toMatchObject({
    note: 'Still down after 3 min 12 s: Checkout API\nThe incident has been open for 3 min 12 s.',
  });
});

test('in Jira Service Management the version is part of the address', async () => {
  for (const tail of [
    '/jsm/ops/integration/v2',
    '/jsm/ops/integration/v2/',
    '/jsm/ops/integration/v2/alerts',
  ]) {
    const { api_url } = opsgenieKind.configSchema.parse({
      ...opsgenieSample.config(`https://api.atlassian.com${tail}`),
    }) as { api_url: string };
    expect(api_url).toBe('https://api.atlassian.com/jsm/ops/integration/v2');
  }
});

test('an alert that is not there is closed already, but a wrong key is no success', async () => {
  const gone = await deliverTo('opsgenie', { message: sampleMessage('resolved') }, { status: 404 });
  expect(gone.attempt.verdict).toEqual({ kind: 'ok' });
  const refused = await deliverTo('opsgenie', { message: sampleMessage('resolved') }, { status: 403 });
  expect(refused.attempt.verdict).toMatchObject({ kind: 'permanent', disablesChannel: true });
});

test('a test creates an alert of its own at the lowest priority, and closes it again', async () => {
  const { received } = await deliverTo('opsgenie', { message: sampleMessage('test') }, taken);
  expect(received.map(({ path }) => path)).toEqual([
    '/v2/alerts',
    `/v2/alerts/${sampleContext.deliveryId}/close?identifierType=alias`,
  ]);
  expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ priority: 'P5' });
});

test('a long name is cut by characters, and no half of one is left', async () => {
  const { received } = await deliverTo(
    'opsgenie',
    { message: sampleIncidentMessage('opened', '🦄'.repeat(200)) },
    taken,
  );
  const { message } = JSON.parse(received[0]?.body ?? '');
  expect(Array.from(message)).toHaveLength(130);
  expect(message.isWellFormed()).toBe(true);
});

test('the address of the pages is refused, with a word on where the API is', () => {
  const parsed = opsgenieKind.configSchema.safeParse(opsgenieSample.config('https://app.opsgenie.com'));
  expect(parsed.error?.issues[0]?.message).toMatch(/api\.opsgenie\.com/);
});
