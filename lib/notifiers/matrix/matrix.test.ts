import { expect, test } from 'vitest';
import { matrixKind } from '@/lib/notifiers/matrix/kind';
import { matrixSample } from '@/lib/notifiers/matrix/testdata/sample';
import { bodyOf } from '@/lib/notifiers/testing/deliver-to';
import { sampleContext, sampleMessage } from '@/lib/notifiers/testing/messages';
import { hostileName } from '@/lib/notifiers/testing/sample';
import { sendMessage } from '@/lib/notifiers/testing/send-message';

const answers = [matrixSample.success];

test('the event is put into the room under the delivery’s own transaction', async () => {
  const { attempt, received } = await sendMessage('matrix', sampleMessage('opened'), { answers });
  expect(received[0]).toMatchObject({
    method: 'PUT',
    path: `/_matrix/client/v3/rooms/!ops%3Aexample.com/send/m.room.message/${sampleContext.deliveryId}`,
    headers: { authorization: 'Bearer syt_c3RpbGx1cA_abcdefghijklmnop_1a2b3c' },
  });
  expect(bodyOf(received[0])).toMatchObject({
    msgtype: 'm.text',
    format: 'org.matrix.custom.html',
    'm.mentions': {},
    body: expect.stringContaining('Acknowledge: https://status.example.com/acknowledge/token'),
    formatted_body: expect.stringContaining(
      '<a href="https://status.example.com/acknowledge/token">Acknowledge</a>',
    ),
  });
  expect(bodyOf(received[0])).not.toHaveProperty(['m.relates_to']);
  expect(attempt.receipt).toEqual({ event_id: '$YUwRidLecu:example.com' });
});

test('what follows is in the thread of the first event', async () => {
  const receipt = { event_id: '$first:example.com' };
  const { received } = await sendMessage('matrix', sampleMessage('resolved'), {
    answers,
    context: { receipt },
  });
  expect(bodyOf(received[0])['m.relates_to']).toEqual({
    rel_type: 'm.thread',
    event_id: '$first:example.com',
    is_falling_back: true,
    'm.in_reply_to': { event_id: '$first:example.com' },
  });
});

test('a name full of markup is shown letter by letter, and mentions nobody', async () => {
  const { received } = await sendMessage('matrix', sampleMessage('opened', hostileName), { answers });
  const { body, formatted_body } = bodyOf(received[0]);
  expect(formatted_body).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; &quot;Co&quot;');
  expect(formatted_body).not.toMatch(/<img|href="http:\/\/evil/);
  for (const part of [body, formatted_body]) expect(part).not.toMatch(/@(everyone|here|all|room)/);
});

test('an alias, and the address of the pages, are refused with a word on what is asked for', () => {
  const config = matrixSample.config('https://matrix.example.com');
  const said = (change: object) =>
    matrixKind.configSchema.safeParse({ ...config, ...change }).error?.issues[0]?.message;
  expect(said({ room_id: '#ops:example.com' })).toMatch(/internal room ID/);
  expect(said({ homeserver: 'https://app.element.io' })).toMatch(/Help & About/);
  expect(said({})).toBeUndefined();
});
