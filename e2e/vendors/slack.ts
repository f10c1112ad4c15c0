import {
  asObject,
  lengthOf,
  listOf,
  objectOf,
  type Shown,
  textOf,
  type Vendor,
  type VendorReply,
} from './vendor';

const plain = (status: number, body: string): VendorReply => ({ status, body });

/**
 * Incoming webhooks. Source: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks and
 * https://docs.slack.dev/reference/block-kit/blocks
 */
export function slack(): Vendor {
  return {
    name: 'Slack',
    answer: ({ method, path, body }) => {
      if (method !== 'POST') return plain(405, 'method_not_allowed');
      if (!/^\/services\/T\w+\/B\w+\/\w+$/.test(path)) return plain(404, 'no_service');
      const message = objectOf(body);
      if (message === undefined) return plain(400, 'invalid_payload');
      const blocks = [
        ...listOf(message['blocks']),
        ...listOf(message['attachments']).flatMap(({ blocks: inner }) => listOf(inner)),
      ];
      if (textOf(message['text']) === '' && blocks.length === 0) return plain(400, 'no_text');
      if (blocks.length > 50 || !blocks.every(isBlock)) return plain(400, 'invalid_blocks');
      return { ...plain(200, 'ok'), shown: shownOf(textOf(message['text']), blocks) };
    },
  };
}

function textIn(value: unknown): string {
  return textOf(asObject(value)?.['text']);
}

function isText(value: unknown, max: number, types: readonly string[]): boolean {
  const text = asObject(value);
  const length = lengthOf(textOf(text?.['text']));
  return types.includes(textOf(text?.['type'])) && length > 0 && length <= max;
}

function isBlock(block: Record<string, unknown>): boolean {
  switch (block['type']) {
    case 'header':
      return isText(block['text'], 150, ['plain_text']);
    case 'section': {
      const fields = listOf(block['fields']);
      const hasText = block['text'] !== undefined;
      return (
        (hasText || fields.length > 0) &&
        (!hasText || isText(block['text'], 3000, ['plain_text', 'mrkdwn'])) &&
        fields.length <= 10 &&
        fields.every((field) => isText(field, 2000, ['plain_text', 'mrkdwn']))
      );
    }
    case 'context': {
      const elements = listOf(block['elements']);
      return elements.length > 0 && elements.length <= 10;
    }
    case 'actions': {
      const elements = listOf(block['elements']);
      return elements.length > 0 && elements.length <= 25 && elements.every(isButton);
    }
    case 'divider':
    case 'rich_text':
      return true;
    default:
      return false;
  }
}

function isButton(element: Record<string, unknown>): boolean {
  const url = textOf(element['url']);
  return (
    element['type'] === 'button' &&
    isText(element['text'], 75, ['plain_text']) &&
    url.length <= 3000 &&
    (url === '' || URL.canParse(url))
  );
}

function withoutEntities(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function shownOf(fallback: string, blocks: readonly Record<string, unknown>[]): Shown {
  const header = blocks.find(({ type }) => type === 'header');
  const lines = blocks.flatMap((block) => [
    textIn(block['text']),
    ...listOf(block['fields']).map((field) => textOf(field['text'])),
    ...(block['type'] === 'context' ? listOf(block['elements']).map((part) => textOf(part['text'])) : []),
  ]);
  return {
    title: header === undefined ? withoutEntities(fallback) : textIn(header['text']),
    text: withoutEntities(lines.filter((line) => line !== '').join('\n')),
    links: blocks
      .filter(({ type }) => type === 'actions')
      .flatMap(({ elements }) => listOf(elements))
      .map((element) => ({ label: textIn(element['text']), url: textOf(element['url']) })),
    thread: null,
    kind: 'message',
  };
}
