import { expect, test } from 'vitest';
import { slackKind } from '@/lib/notifiers/slack/kind';
import { bodyOf, deliverTo } from '@/lib/notifiers/testing/deliver-to';
import { messageKinds, oversized, sampleMessage } from '@/lib/notifiers/testing/messages';
import { hostileName } from '@/lib/notifiers/testing/sample';

type Block = {
  type: string;
  text?: { text: string };
  fields?: { text: string }[];
  elements?: { url: string }[];
};
type Body = { text: string; blocks: Block[]; attachments: { color: string; blocks: Block[] }[] };

async function posted(message = sampleMessage('opened')): Promise<Body> {
  const { attempt, received } = await deliverTo('slack', { message }, { status: 200, body: 'ok' });
  expect(attempt.verdict).toEqual({ kind: 'ok' });
  return bodyOf(received[0]) as unknown as Body;
}

test('an outage is told with state, facts in its colour, and buttons', async () => {
  const { text, blocks, attachments } = await posted();
  expect(text).toBe('Down: Checkout API');
  expect(blocks[0]).toMatchObject({
    type: 'header',
    text: { type: 'plain_text', text: 'Down: Checkout API' },
  });
  expect(attachments.map(({ color }) => color)).toEqual(['#d22f4f', '#d22f4f']);
  const fields = attachments[0]?.blocks[0]?.fields?.map((field) => field.text) ?? [];
  expect(fields).toContain('*Since*\n1 Mar 2026, 12:00:00 UTC');
  expect(fields).toContain('*Target*\nhttps://api.example.com/health?full=1&amp;x=&lt;y&gt;');
  expect(attachments[1]?.blocks[0]?.elements?.map(({ url }) => url)).toEqual([
    'https://status.example.com/acknowledge/token',
    'https://status.example.com/incidents/inc_01h455vb4pex5vsknk084sn02q',
    'https://status.example.com/monitors/mon_01h455vb4pex5vsknk084sn02q',
  ]);
});

test.each(messageKinds)('%s keeps within the limits of Block Kit, whatever it is made of', async (kind) => {
  const body = await posted(oversized(sampleMessage(kind, `${hostileName}${'&'.repeat(300)}`)));
  const all = [...body.blocks, ...body.attachments.flatMap(({ blocks }) => blocks)];
  expect(all.length).toBeLessThanOrEqual(50);
  for (const { type, text, fields = [], elements = [] } of all) {
    expect(text?.text.length ?? 1).toBeGreaterThan(0);
    expect(text?.text.length ?? 0).toBeLessThanOrEqual(type === 'header' ? 150 : 3000);
    expect(fields.length).toBeLessThanOrEqual(10);
    for (const field of fields) expect(field.text.length).toBeLessThanOrEqual(2000);
    expect(elements.length).toBeLessThanOrEqual(25);
  }
});

test('templates that come to nothing leave our own words: Slack refuses empty ones', async () => {
  const { received } = await deliverTo(
    'slack',
    {
      message: sampleMessage('opened'),
      context: { templates: { title: '{{incident.resolved_at}}', body: ' {{incident.acknowledged_by}} ' } },
    },
    { status: 200, body: 'ok' },
  );
  const { blocks } = bodyOf(received[0]) as unknown as Body;
  expect(blocks.map(({ text }) => text?.text)).toEqual([
    'Down: Checkout API',
    'Checkout API is down: it answers with status 503.',
  ]);
});

test('a 200 without “ok” is no success, and a page in Slack’s place switches nothing off', async () => {
  const { attempt } = await deliverTo('slack', {}, { status: 200, body: 'invalid_payload' });
  expect(attempt.verdict.kind).toBe('retry');
  const page = await deliverTo('slack', {}, { status: 403, body: '<!DOCTYPE html><html>Sign in</html>' });
  expect(page.attempt.verdict.kind).toBe('retry');
});

test.each([
  ['https://hooks.slack.com/services/T1/B1/x', null],
  [' https://hooks.slack-gov.com/services/T1/B1/x ', null],
  ['https://chat.example.com/hooks/abc', null],
  ['https://hooks.slack.com/services/T1/B1', 'not whole'],
  ['https://hooks.slack.com/triggers/T1/1/x', 'starts a workflow'],
  ['https://acme.slack.com/archives/C1', 'page of Slack'],
  ['not an address', 'URL'],
])('as the address %s is taken or refused with a reason', (url, fault) => {
  const parsed = slackKind.configSchema.safeParse({ url });
  expect(parsed.error?.issues.map(({ message }) => message).join(' ') ?? null).toEqual(
    fault === null ? null : expect.stringContaining(fault),
  );
});
