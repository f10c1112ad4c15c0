import { expect, test } from 'vitest';
import { teamsKind } from '@/lib/notifiers/teams/kind';
import { bodyOf, deliverTo } from '@/lib/notifiers/testing/deliver-to';
import { messageKinds, oversized, sampleMessage } from '@/lib/notifiers/testing/messages';
import { hostileName } from '@/lib/notifiers/testing/sample';

type Item = { type: string; text?: string; style?: string; facts?: object[]; items?: Item[] };
type Card = { version: string; body: Item[]; actions: { type: string; title: string; url: string }[] };

async function posted(message = sampleMessage('opened')) {
  const { attempt, received } = await deliverTo('teams', { message }, { status: 202 });
  expect(attempt.verdict).toEqual({ kind: 'ok' });
  const body = bodyOf(received[0]) as { type: string; attachments: { contentType: string; content: Card }[] };
  return { body, card: body.attachments[0]?.content, bytes: Buffer.byteLength(received[0]?.body ?? '') };
}

test('an outage is a message with one adaptive card 1.4, its state first, its buttons last', async () => {
  const { body, card } = await posted();
  expect(body).toMatchObject({
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null }],
  });
  expect(card?.version).toBe('1.4');
  expect(card?.body[0]).toMatchObject({ style: 'attention', items: [{ text: 'Down: Checkout API' }] });
  expect(card?.body.find(({ type }) => type === 'FactSet')?.facts).toContainEqual({
    title: 'Since',
    value: '1 Mar 2026, 12:00:00 UTC',
  });
  expect(card?.actions.map(({ type, title }) => [type, title])).toEqual([
    ['Action.OpenUrl', 'Acknowledge'],
    ['Action.OpenUrl', 'Open the incident'],
    ['Action.OpenUrl', 'Open the monitor'],
  ]);
});

test('a recovery is green and offers nothing to acknowledge', async () => {
  const { card } = await posted(sampleMessage('resolved'));
  expect(card?.body[0]?.style).toBe('good');
  expect(card?.actions.map(({ title }) => title)).not.toContain('Acknowledge');
});

test('nobody is mentioned, whatever a name contains', async () => {
  const { body } = await posted(sampleMessage('opened', '<at>Everyone</at> **now**'));
  const wire = JSON.stringify(body);
  expect(wire).not.toMatch(/[^\\]<at>/);
  expect(wire).not.toContain('entities');
  expect(wire).toContain(JSON.stringify('\\<at\\>Everyone\\</at\\> \\*\\*now\\*\\*').slice(1, -1));
});

test.each(messageKinds)('%s is within 28 KB, and no text of it is empty', async (kind) => {
  const { bytes, card } = await posted(oversized(sampleMessage(kind, `${hostileName}${'*'.repeat(200)}`)));
  expect(bytes).toBeLessThanOrEqual(28_000);
  for (const { type, text } of card?.body ?? []) if (type === 'TextBlock') expect(text).not.toBe('');
});

const query = '?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=abc';
test.each([
  [`https://prod-12.westeurope.logic.azure.com:443/workflows/1/triggers/manual/paths/invoke${query}`, null],
  [
    `https://default1.2f.environment.api.powerplatform.com:443/powerautomate/automations/direct/workflows/1/triggers/manual/paths/invoke${query}`,
    null,
  ],
  ['https://relay.example.com/teams', null],
  ['https://acme.webhook.office.com/webhookb2/1/IncomingWebhook/2/3', 'Send webhook alerts to a channel'],
  ['https://outlook.office.com/webhook/1/IncomingWebhook/2/3', 'Send webhook alerts to a channel'],
  ['https://teams.microsoft.com/l/channel/19%3a1/General', 'link of a channel'],
  ['https://make.powerautomate.com/environments/1/flows/2', 'first step'],
  [
    'https://prod-12.westeurope.logic.azure.com/workflows/1/triggers/manual/paths/invoke?api-version=1',
    'not whole',
  ],
])('as the address %s is taken or refused with a reason', (url, fault) => {
  const parsed = teamsKind.configSchema.safeParse({ url });
  if (fault === null) expect(parsed.success).toBe(true);
  else expect(parsed.error?.issues[0]?.message).toContain(fault);
});
