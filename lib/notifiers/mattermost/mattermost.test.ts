import { expect, test } from 'vitest';
import { mattermostKind } from '@/lib/notifiers/mattermost/kind';
import type { Message } from '@/lib/notifiers/rules/message';
import { bodyOf, deliverTo } from '@/lib/notifiers/testing/deliver-to';
import {
  messageKinds,
  oversized,
  sampleIncidentMessage,
  sampleMessage,
} from '@/lib/notifiers/testing/messages';
import { hostileName } from '@/lib/notifiers/testing/sample';

type Body = { text: string; attachments: { color: string; fallback: string; text: string }[] };

async function posted(message: Message = sampleMessage('opened')): Promise<Body> {
  const { attempt, received } = await deliverTo('mattermost', { message }, { status: 200, body: 'ok' });
  expect(attempt.verdict).toEqual({ kind: 'ok' });
  return bodyOf(received[0]) as unknown as Body;
}

test('an outage is a headline, its facts beside a bar in its colour, and links', async () => {
  const message = sampleIncidentMessage('opened', 'db_backup');
  const monitor = {
    id: 'mon_01h455vb4pex5vsknk084sn02q',
    name: 'db_backup',
    type: 'http',
    url: 'https://x.example/a_b?c&d',
  };
  const { text, attachments } = await posted({ ...message, monitor });
  expect(text).toBe('**Down: db\\_backup**');
  expect(attachments.map(({ color }) => color)).toEqual(['#d22f4f', '#d22f4f']);
  expect(attachments[0]?.fallback).toBe('Down: db\\_backup');
  expect(attachments[0]?.text).toContain('**Since**: 1 Mar 2026, 12:00:00 UTC');
  expect(attachments[0]?.text).toContain('**Target**: `https://x.example/a_b?c&d`');
  expect(attachments[1]?.text).toBe(
    '[Acknowledge](https://status.example.com/acknowledge/token) · [Open the incident](https://status.example.com/incidents/inc_01h455vb4pex5vsknk084sn02q) · [Open the monitor](https://status.example.com/monitors/mon_01h455vb4pex5vsknk084sn02q)',
  );
});

test('neither its own nor Slack’s way to call everybody is made of a name', async () => {
  const wire = JSON.stringify(
    await posted(sampleMessage('opened', '@channel <!here> <@u1> <https://evil.example|x>')),
  );
  for (const live of ['@channel', '<!here', '<@u1', '<https', '://evil']) expect(wire).not.toContain(live);
});

test.each(messageKinds)('%s is one post, whatever it is made of', async (kind) => {
  const { text, attachments } = await posted(
    oversized(sampleMessage(kind, `${hostileName}${'&<'.repeat(200)}`)),
  );
  expect(text.length).toBeLessThanOrEqual(16_383);
  for (const attachment of attachments) {
    expect(attachment.text).not.toBe('');
    expect(attachment.text.length).toBeLessThanOrEqual(8000);
  }
});

test.each([
  ['https://chat.example.com/hooks/abc123', true],
  ['http://10.0.0.5:8065/mattermost/hooks/abc123', true],
  ['https://chat.example.com/acme/channels/town-square', false],
  ['https://chat.example.com/hooks/', false],
])('the address %s is a webhook: %s', (url, ok) => {
  expect(mattermostKind.configSchema.safeParse({ url }).success).toBe(ok);
});
