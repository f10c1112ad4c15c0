import { expect, test } from 'vitest';
import { rocketChatKind } from '@/lib/notifiers/rocket-chat/kind';
import { bodyOf, deliverTo } from '@/lib/notifiers/testing/deliver-to';
import { messageKinds, oversized, sampleMessage } from '@/lib/notifiers/testing/messages';
import { hostileName } from '@/lib/notifiers/testing/sample';

type Body = { text: string; attachments: { color: string; text: string }[] };

async function posted(message = sampleMessage('opened')): Promise<Body> {
  const { attempt, received } = await deliverTo(
    'rocket_chat',
    { message },
    { status: 200, body: '{"success":true}' },
  );
  expect(attempt.verdict).toEqual({ kind: 'ok' });
  return bodyOf(received[0]) as unknown as Body;
}

test('a recovery is a headline in bold, facts beside a green bar, and links', async () => {
  const { text, attachments } = await posted(sampleMessage('resolved'));
  expect(text).toBe('*Recovered: Checkout API (after 3 min 12 s)*');
  expect(attachments[0]).toMatchObject({ color: '#1f9d78' });
  expect(attachments[0]?.text).toContain('*Lasted*: 3 min 12 s');
  expect(attachments[1]?.text).toMatch(/^\[Open the incident\]\(https:\/\/status\.example\.com\/incidents\//);
});

test('a digest is a line for each incident, each with its link', async () => {
  const { attachments } = await posted(sampleMessage('digest'));
  expect(attachments[0]?.text).toContain(
    '• [Down: Checkout API (for 3 min 12 s)](https://status.example.com/incidents/inc_01h455vb4pex5vsknk084sn02q)\n• [Recovered: Login',
  );
});

test('a 200 that says it did not work is no success', async () => {
  const { attempt } = await deliverTo('rocket_chat', {}, { status: 200, body: '{"success":false}' });
  expect(attempt.verdict.kind).toBe('retry');
});

test.each(messageKinds)('%s is within what servers take by default, whatever it is made of', async (kind) => {
  const { text, attachments } = await posted(
    oversized(sampleMessage(kind, `${hostileName}${'*@'.repeat(200)}`)),
  );
  for (const part of [text, ...attachments.map((attachment) => attachment.text)]) {
    expect(part).not.toBe('');
    expect(part.length).toBeLessThanOrEqual(5000);
  }
  expect(JSON.stringify({ text, attachments })).not.toMatch(/@(all|here|everyone)/);
});

test.each([
  ['https://chat.example.com/hooks/8eGdRzc9/2XYQcX9N', true],
  ['https://chat.example.com/rc/hooks/8eGdRzc9/rocket.cat/2XYQcX9N', true],
  ['https://chat.example.com/channel/general', false],
  ['https://chat.example.com/hooks/8eGdRzc9', false],
])('the address %s is a webhook: %s', (url, ok) => {
  expect(rocketChatKind.configSchema.safeParse({ url }).success).toBe(ok);
});
