import { expect, test } from 'vitest';
import { discordKind } from '@/lib/notifiers/discord/kind';
import { bodyOf, deliverTo } from '@/lib/notifiers/testing/deliver-to';
import { messageKinds, oversized, sampleMessage } from '@/lib/notifiers/testing/messages';
import { hostileName } from '@/lib/notifiers/testing/sample';

type Embed = {
  title: string;
  url?: string;
  description: string;
  color: number;
  fields?: { name: string; value: string }[];
};
type Body = { embeds: [Embed]; components: { components: object[] }[]; allowed_mentions: object };

const taken = { status: 200, body: '{"id":"1111222233334444555"}' };
const token = 'a'.repeat(68);

async function posted(message = sampleMessage('opened'), context = {}): Promise<Body> {
  const { received } = await deliverTo('discord', { message, context }, taken);
  return bodyOf(received[0]) as unknown as Body;
}

test('an outage is an embed in its colour, with facts, and buttons that are links', async () => {
  const { embeds, components, allowed_mentions } = await posted();
  expect(embeds[0]).toMatchObject({
    title: 'Down: Checkout API',
    color: 0xd22f4f,
    url: 'https://status.example.com/incidents/inc_01h455vb4pex5vsknk084sn02q',
  });
  expect(embeds[0].fields).toContainEqual({ name: 'Since', value: '1 Mar 2026, 12:00:00 UTC', inline: true });
  expect(components[0]?.components[0]).toEqual({
    type: 2,
    style: 5,
    label: 'Acknowledge',
    url: 'https://status.example.com/acknowledge/token',
  });
  expect(allowed_mentions).toEqual({ parse: [] });
});

test('the answer’s id is kept, and a recovery also changes the message that it names', async () => {
  const opened = await deliverTo('discord', { config: { thread_id: '123456789012345678' } }, taken);
  expect(opened.received[0]?.path).toMatch(
    /^\/api\/v10\/webhooks\/\d+\/[\w-]+\?wait=true&with_components=true&thread_id=123456789012345678$/,
  );
  expect(opened.attempt.receipt).toEqual({ message_id: '1111222233334444555' });
  const { attempt, received } = await deliverTo(
    'discord',
    { message: sampleMessage('resolved'), context: { receipt: opened.attempt.receipt } },
    { status: 200, body: '{"id":"2"}' },
    { status: 404, body: '{"message":"Unknown Message","code":10008}' },
  );
  expect(received.map(({ method }) => method)).toEqual(['POST', 'PATCH']);
  expect(received[1]?.path).toMatch(/\/messages\/1111222233334444555\?with_components=true$/);
  expect(JSON.stringify(bodyOf(received[1]))).not.toContain('acknowledge');
  expect(attempt).toMatchObject({ verdict: { kind: 'ok' }, requestsDone: 2, receipt: { message_id: '2' } });
});

test('an update that is held back is tried again, and the message is not sent twice', async () => {
  const { attempt } = await deliverTo(
    'discord',
    { message: sampleMessage('resolved'), context: { receipt: { message_id: '1' } } },
    taken,
    { status: 429, body: '{"retry_after":0.5}' },
  );
  expect(attempt).toMatchObject({ verdict: { kind: 'retry', retryAfterMs: 500 }, requestsDone: 1 });
});

test.each(messageKinds)('%s keeps within the limits of embeds, whatever it is made of', async (kind) => {
  const { embeds } = await posted(oversized(sampleMessage(kind, `${hostileName}${'*'.repeat(300)}`)));
  const [{ title, description, fields = [] }] = embeds;
  expect(title.length).toBeLessThanOrEqual(256);
  expect(description.length).toBeLessThanOrEqual(4096);
  expect(fields.length).toBeLessThanOrEqual(25);
  for (const { name, value } of fields) {
    expect(name.length).toBeGreaterThan(0);
    expect(name.length).toBeLessThanOrEqual(256);
    expect(value.length).toBeGreaterThan(0);
    expect(value.length).toBeLessThanOrEqual(1024);
  }
  const total = fields.reduce((sum, { name, value }) => sum + name.length + value.length, title.length);
  expect(total + description.length).toBeLessThanOrEqual(6000);
});

test('an installation that only its own network knows sends links as text, which Discord takes', async () => {
  const { embeds, components } = await posted(sampleMessage('opened'), { appUrl: 'http://localhost:3000' });
  expect(embeds[0].url).toBeUndefined();
  expect(components).toEqual([]);
  expect(embeds[0].description).toContain('[Open the incident](http://localhost:3000/incidents/');
});

test.each([
  ['https://discord.com/api/webhooks/123456789012345678/', null],
  ['https://discordapp.com/api/v9/webhooks/123456789012345678/', null],
  ['https://canary.discord.com/api/webhooks/123456789012345678/', null],
  ['https://ptb.discord.com/api/webhooks/123456789012345678/', null],
  ['https://discord.com/api/webhooks/', 'not whole'],
  ['https://discord.com/channels/1/2?', 'link of a channel'],
  ['https://discord.com.example.com/api/webhooks/123456789012345678/', 'begins with'],
])('%s… is taken in the form of today, or refused with a reason', (url, fault) => {
  for (const end of ['', '/slack', '/github', '/']) {
    const parsed = discordKind.configSchema.safeParse({ url: `${url}${token}${end}` });
    if (fault !== null) expect(parsed.error?.issues[0]?.message).toContain(fault);
    else {
      const url = `https://discord.com/api/v10/webhooks/123456789012345678/${token}`;
      expect(parsed.data).toEqual({ url });
      expect(discordKind.configSchema.parse(parsed.data)).toEqual({ url });
    }
  }
});
