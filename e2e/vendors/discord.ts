import { asObject, jsonReply, lengthOf, listOf, objectOf, type Shown, textOf, type Vendor } from './vendor';

/** Webhooks. Source: https://docs.discord.com/developers/resources/webhook#execute-webhook */
export function discord(): Vendor {
  const known = new Map<string, string>();
  return {
    name: 'Discord',
    answer: ({ method, path, query, body }) => {
      const parts = /^\/api(?:\/v10)?\/webhooks\/(\d+)\/([\w-]+)(?:\/messages\/(\d+))?$/.exec(path);
      if (parts === null) return jsonReply(404, { message: 'Unknown Webhook', code: 10015 });
      const message = objectOf(body);
      if (message === undefined) return jsonReply(400, { message: 'Invalid JSON', code: 50109 });
      const fault = faultOf(message);
      if (fault !== null) return jsonReply(400, { message: 'Invalid Form Body', code: 50035, errors: fault });
      const earlier = parts[3];
      if (method === 'PATCH' && earlier !== undefined) {
        if (!known.has(earlier)) return jsonReply(404, { message: 'Unknown Message', code: 10008 });
        return jsonReply(200, { id: earlier }, { ...shownOf(message), thread: earlier, kind: 'changed' });
      }
      if (method !== 'POST') return jsonReply(405, { message: '405: Method Not Allowed', code: 0 });
      const id = String(1_300_000_000_000_000_000n + BigInt(known.size));
      known.set(id, body);
      const shown: Shown = { ...shownOf(message), thread: id };
      return query.get('wait') === 'true'
        ? jsonReply(200, { id, channel_id: '1200', webhook_id: parts[1] }, shown)
        : { status: 204, body: '', shown };
    },
  };
}

function faultOf(message: Record<string, unknown>): Record<string, unknown> | null {
  const content = textOf(message['content']);
  const embeds = listOf(message['embeds']);
  if (content === '' && embeds.length === 0) return { _errors: ['Cannot send an empty message'] };
  if (lengthOf(content) > 2000 || embeds.length > 10) return { content: 'too long' };
  const total = embeds.reduce((sum, embed) => sum + sizeOf(embed), 0);
  if (total > 6000) return { embeds: 'Embed size exceeds maximum size of 6000' };
  const bad = embeds.find((embed) => !isEmbed(embed));
  return bad === undefined ? null : { embeds: 'Must be shorter, or have a value' };
}

function fieldsOf(embed: Record<string, unknown>): Record<string, unknown>[] {
  return listOf(embed['fields']);
}

function sizeOf(embed: Record<string, unknown>): number {
  const footer = textOf(asObject(embed['footer'])?.['text']);
  const author = textOf(asObject(embed['author'])?.['name']);
  const own = [textOf(embed['title']), textOf(embed['description']), footer, author];
  const fields = fieldsOf(embed).flatMap(({ name, value }) => [textOf(name), textOf(value)]);
  return [...own, ...fields].reduce((sum, text) => sum + lengthOf(text), 0);
}

function isEmbed(embed: Record<string, unknown>): boolean {
  const fields = fieldsOf(embed);
  return (
    lengthOf(textOf(embed['title'])) <= 256 &&
    lengthOf(textOf(embed['description'])) <= 4096 &&
    fields.length <= 25 &&
    fields.every(({ name, value }) => {
      const [first, second] = [lengthOf(textOf(name)), lengthOf(textOf(value))];
      return first > 0 && first <= 256 && second > 0 && second <= 1024;
    }) &&
    (embed['url'] === undefined || URL.canParse(textOf(embed['url']))) &&
    (embed['timestamp'] === undefined || !Number.isNaN(Date.parse(textOf(embed['timestamp']))))
  );
}

/** Link buttons, in rows. */
function buttonsOf(message: Record<string, unknown>): { label: string; url: string }[] {
  return listOf(message['components'])
    .flatMap(({ components }) => listOf(components))
    .map(({ label, url }) => ({ label: textOf(label), url: textOf(url) }));
}

function shownOf(message: Record<string, unknown>): Shown {
  const embeds = listOf(message['embeds']);
  const mentions = asObject(message['allowed_mentions']);
  const mayMention = !Array.isArray(mentions?.['parse']) || mentions['parse'].length > 0;
  const lines = embeds.flatMap((embed) => [
    textOf(embed['description']),
    ...fieldsOf(embed).map(({ name, value }) => `${textOf(name)}: ${textOf(value)}`),
  ]);
  return {
    title: textOf(embeds[0]?.['title']) || textOf(message['content']),
    text: [...(mayMention ? ['(could mention everyone)'] : []), ...lines].join('\n'),
    links: [
      ...buttonsOf(message),
      ...[...lines.join('\n').matchAll(/\[([^\]]+)\]\((https?:[^)\s]+)\)/g)].map(([, label, url]) => ({
        label: label ?? '',
        url: url ?? '',
      })),
    ],
    thread: null,
    kind: 'message',
  };
}
