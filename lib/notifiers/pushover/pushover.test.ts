import { expect, test } from 'vitest';
import { pushoverSample } from '@/lib/notifiers/pushover/testdata/sample';
import { deliverTo } from '@/lib/notifiers/testing/deliver-to';
import { sampleMessage } from '@/lib/notifiers/testing/messages';

const taken = pushoverSample.success;
const incident = 'inc_01h455vb4pex5vsknk084sn02q';
const receipt = 'rLqVuqTRh62UzxtmqiaLzQmVcPgiCy';
const emergency = { priority: 'emergency' };

test('an outage is told with its priority, its time and a link', async () => {
  const { attempt, received } = await deliverTo('pushover', {}, taken);
  expect(attempt).toMatchObject({ verdict: { kind: 'ok' }, receipt: null });
  expect(received[0]?.path).toBe('/1/messages.json');
  expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
    token: 'azGDORePK8gMaC0QOYAMyEEuzJnyUi',
    user: 'uQiRzpo4DXghDmr9QzzfQu27cmVRsG',
    title: 'Down: Checkout API',
    priority: 1,
    timestamp: Date.parse('2026-03-01T12:03:12Z') / 1000,
    url: 'https://status.example.com/acknowledge/token',
    url_title: 'Acknowledge',
  });
});

test('an emergency says how often and how long, and its receipt is kept', async () => {
  const { attempt, received } = await deliverTo(
    'pushover',
    { config: emergency },
    { status: 200, body: JSON.stringify({ status: 1, request: 'x', receipt }) },
  );
  expect(attempt.receipt).toEqual({ receipt });
  expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
    priority: 2,
    retry: 60,
    expire: 3600,
    tags: incident,
  });
});

test.each(['acknowledged', 'resolved'] as const)('%s: what still rings is cancelled first', async (kind) => {
  const { attempt, received } = await deliverTo(
    'pushover',
    { message: sampleMessage(kind), config: emergency, context: { receipt: { receipt } } },
    taken,
  );
  expect(attempt.verdict).toEqual({ kind: 'ok' });
  expect(received.map(({ path }) => path)).toEqual([
    `/1/receipts/${receipt}/cancel.json`,
    `/1/receipts/cancel_by_tag/${incident}.json`,
    '/1/messages.json',
  ]);
  expect(JSON.parse(received[0]?.body ?? '')).toEqual({ token: 'azGDORePK8gMaC0QOYAMyEEuzJnyUi' });
  expect(JSON.parse(received[2]?.body ?? '')).toMatchObject({ priority: 0 });
});

test('a receipt that has ended keeps nobody from being told', async () => {
  const gone = { status: 400, body: '{"receipt":"not found","errors":["receipt not found"],"status":0}' };
  const { attempt } = await deliverTo(
    'pushover',
    { message: sampleMessage('resolved'), context: { receipt: { receipt } } },
    gone,
    gone,
    taken,
  );
  expect(attempt).toMatchObject({ verdict: { kind: 'ok' }, requestsDone: 3 });
});

test('without an emergency there is nothing to be cancelled', async () => {
  const { received } = await deliverTo('pushover', { message: sampleMessage('resolved') }, taken);
  expect(received.map(({ path }) => path)).toEqual(['/1/messages.json']);
});

test('a digest is never an emergency: nothing could cancel it', async () => {
  const { received } = await deliverTo(
    'pushover',
    { message: sampleMessage('digest'), config: emergency },
    taken,
  );
  expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ priority: 1 });
});

test('a used up quota is said as such, and leaves the channel on', async () => {
  const { attempt } = await deliverTo(
    'pushover',
    {},
    { status: 429, body: '{"errors":["application has exceeded its monthly limit"],"status":0}' },
  );
  expect(attempt.verdict).toEqual({
    kind: 'permanent',
    disablesChannel: false,
    reason:
      'The receiver answered 429: the application has used up its messages of this month (application has exceeded its monthly limit).',
  });
});

test('200 with a status other than 1 is no success', async () => {
  const { attempt } = await deliverTo('pushover', {}, { status: 200, body: '{"status":0,"request":"x"}' });
  expect(attempt.verdict).toMatchObject({ kind: 'retry', retryAfterMs: 5000 });
});
