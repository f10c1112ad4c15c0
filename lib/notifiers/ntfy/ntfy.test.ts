import { expect, test } from 'vitest';
import { ntfyKind } from '@/lib/notifiers/ntfy/kind';
import { ntfyNotifier } from '@/lib/notifiers/ntfy/notifier';
import { ntfyError, ntfySample } from '@/lib/notifiers/ntfy/testdata/sample';
import { deliverTo } from '@/lib/notifiers/testing/deliver-to';
import { messageKinds, oversized, sampleContext, sampleMessage } from '@/lib/notifiers/testing/messages';

const taken = ntfySample.success;

test('an outage is published to the root, urgent, with buttons that open pages', async () => {
  const { attempt, received } = await deliverTo('ntfy', {}, taken);
  expect(attempt).toMatchObject({ verdict: { kind: 'ok' }, receipt: { id: 'sPs71M8A2T' } });
  expect(received[0]).toMatchObject({
    method: 'POST',
    path: '/',
    headers: { authorization: 'Bearer tk_agqdq7mvbogwd37zarxs80fs0uugh4l' },
  });
  const incident = 'https://status.example.com/incidents/inc_01h455vb4pex5vsknk084sn02q';
  expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
    topic: 'alerts-8f3kq2v9',
    title: 'Down: Checkout API',
    priority: 5,
    tags: ['rotating_light'],
    click: incident,
    actions: [
      { action: 'view', label: 'Acknowledge', url: 'https://status.example.com/acknowledge/token' },
      { action: 'view', label: 'Open the incident', url: incident },
      { action: 'view', label: 'Open the monitor' },
    ],
  });
});

test('a recovery is told quietly', async () => {
  const { received } = await deliverTo('ntfy', { message: sampleMessage('resolved') }, taken);
  expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ priority: 3, tags: ['white_check_mark'] });
});

test('a topic without protection needs no token', async () => {
  const [request] = await ntfyNotifier.render(
    sampleMessage('opened'),
    { topic: 'alerts-8f3kq2v9' },
    sampleContext,
  );
  expect(request).toMatchObject({ url: 'https://ntfy.sh/' });
  expect(request?.kind === 'http' && request.headers['authorization']).toBeUndefined();
});

test('no message is so long that it would become an attachment', async () => {
  for (const kind of messageKinds) {
    const message = oversized(sampleMessage(kind, '🦄'.repeat(120)));
    const [request] = await ntfyNotifier.render(message, ntfySample.config('https://ntfy.sh'), sampleContext);
    if (request?.kind !== 'http') throw new Error('a notification goes by http');
    expect(Buffer.byteLength(JSON.parse(request.body).message)).toBeLessThan(4096);
  }
});

test('another server that says 200 has not taken it', async () => {
  const { attempt } = await deliverTo(
    'ntfy',
    {},
    { status: 200, body: '<!doctype html><title>Welcome</title>' },
  );
  expect(attempt.verdict).toMatchObject({ kind: 'retry' });
});

test('a refused token switches the channel off, with the server’s own words', async () => {
  const { attempt } = await deliverTo('ntfy', {}, ntfyError(40301, 'forbidden'));
  expect(attempt.verdict).toEqual({
    kind: 'permanent',
    disablesChannel: true,
    reason: 'The receiver answered 403: forbidden.',
  });
});

test('the address of a topic is refused where that of the server is asked for', () => {
  const parsed = ntfyKind.configSchema.safeParse({ server: 'https://ntfy.sh/alerts', topic: 'alerts' });
  expect(parsed.error?.issues[0]?.message).toMatch(/field of its own/);
});
