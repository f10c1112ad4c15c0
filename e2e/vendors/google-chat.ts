import { asObject, jsonReply, listOf, objectOf, textOf, type Vendor, type VendorReply } from './vendor';

function refuse(code: number, status: string, message: string): VendorReply {
  return jsonReply(code, { error: { code, message, status } });
}

/** Incoming webhooks of a space. Source: https://developers.google.com/workspace/chat/quickstart/webhooks */
export function googleChat(now: () => number = Date.now): Vendor {
  const threads = new Map<string, string>();
  let count = 0;
  let latestMs = Number.NEGATIVE_INFINITY;
  return {
    name: 'Google Chat',
    answer: ({ method, path, query, body }) => {
      const space = /^\/v1\/(spaces\/[\w-]+)\/messages$/.exec(path)?.[1];
      if (method !== 'POST' || space === undefined)
        return refuse(404, 'NOT_FOUND', 'Requested entity was not found.');
      if (!query.get('key'))
        return refuse(403, 'PERMISSION_DENIED', 'The request is missing a valid API key.');
      if (!query.get('token'))
        return refuse(401, 'UNAUTHENTICATED', 'Request is missing required authentication.');
      if (Buffer.byteLength(body) > 32_000) return refuse(400, 'INVALID_ARGUMENT', 'Message is too large.');
      const message = objectOf(body);
      const cards = listOf(message?.['cardsV2']);
      if (message === undefined || (textOf(message['text']) === '' && cards.length === 0)) {
        return refuse(400, 'INVALID_ARGUMENT', 'Message cannot be empty.');
      }
      if (!cards.every(isCard)) return refuse(400, 'INVALID_ARGUMENT', 'Invalid JSON payload received.');
      // One a second for each space, all of its webhooks together.
      if (now() - latestMs < 1000) return refuse(429, 'RESOURCE_EXHAUSTED', 'Quota exceeded.');
      latestMs = now();
      count += 1;
      const key = textOf(asObject(message['thread'])?.['threadKey']);
      const mayThread = (query.get('messageReplyOption') ?? '').startsWith('REPLY_MESSAGE');
      const name =
        key !== '' && mayThread
          ? (threads.get(key) ?? `${space}/threads/${count}`)
          : `${space}/threads/${count}`;
      if (key !== '') threads.set(key, name);
      return jsonReply(
        200,
        { name: `${space}/messages/${count}`, thread: { name } },
        { ...shownOf(message, cards), thread: name, kind: 'message' },
      );
    },
  };
}

function isCard({ card }: Record<string, unknown>): boolean {
  const inner = asObject(card);
  if (inner === undefined) return false;
  const sections = listOf(inner['sections']);
  return sections.every((section) => listOf(section['widgets']).length > 0);
}

/** Every text of a card, in its order; formatting tags away. */
function wordsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  const object = asObject(value);
  if (object === undefined) return [];
  return Object.entries(object).flatMap(([key, inner]) =>
    typeof inner === 'string'
      ? ['text', 'title', 'subtitle', 'topLabel', 'bottomLabel', 'content'].includes(key)
        ? [inner.replaceAll(/<[^>]+>/g, '')]
        : []
      : wordsIn(inner),
  );
}

function buttonsIn(value: unknown): { label: string; url: string }[] {
  if (Array.isArray(value)) return value.flatMap(buttonsIn);
  const object = asObject(value);
  if (object === undefined) return [];
  const url = textOf(asObject(asObject(object['onClick'])?.['openLink'])?.['url']);
  const own = url === '' ? [] : [{ label: textOf(object['text']), url }];
  return [...own, ...Object.values(object).flatMap(buttonsIn)];
}

function shownOf(message: Record<string, unknown>, cards: readonly Record<string, unknown>[]) {
  const header = asObject(asObject(cards[0]?.['card'])?.['header']);
  return {
    title: textOf(header?.['title']) || textOf(message['text']),
    text: [textOf(message['text']), ...wordsIn(cards)].join('\n'),
    links: buttonsIn(cards),
  };
}
