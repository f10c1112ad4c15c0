import { expect, test } from 'vitest';
import { gotifyKind } from '@/lib/notifiers/gotify/kind';
import { gotifySample } from '@/lib/notifiers/gotify/testdata/sample';
import { bodyOf } from '@/lib/notifiers/testing/deliver-to';
import { sampleMessage } from '@/lib/notifiers/testing/messages';
import { sendMessage } from '@/lib/notifiers/testing/send-message';

const answers = [gotifySample.success];

test('an outage is pushed with its priority, as plain text, and opens the incident', async () => {
  const { received } = await sendMessage('gotify', sampleMessage('opened'), { answers });
  expect(received[0]).toMatchObject({
    method: 'POST',
    path: '/message',
    headers: { 'x-gotify-key': 'AwsFQXp.kzAb12C' },
  });
  expect(bodyOf(received[0])).toMatchObject({
    title: 'Down: Checkout API',
    message: expect.stringContaining('Acknowledge: https://status.example.com/acknowledge/token'),
    priority: 8,
    extras: {
      'client::display': { contentType: 'text/plain' },
      'client::notification': {
        click: { url: 'https://status.example.com/incidents/inc_01h455vb4pex5vsknk084sn02q' },
      },
    },
  });
});

test('good news wakes nobody', async () => {
  const { received } = await sendMessage('gotify', sampleMessage('resolved'), { answers });
  expect(bodyOf(received[0])).toMatchObject({ priority: 5 });
});

test('the token is in no address, where a proxy would write it down', async () => {
  const { received, attempt } = await sendMessage('gotify', sampleMessage('opened'), { answers });
  expect(received[0]?.path).not.toContain('AwsFQXp');
  expect(attempt.request?.headers['x-gotify-key']).toBe('********');
});

test('the address of the messages themselves is taken for that of the server', () => {
  const config = gotifyKind.configSchema.parse(
    gotifySample.config('https://gotify.example.com/push/message'),
  );
  expect(config).toMatchObject({ server_url: 'https://gotify.example.com/push' });
});
