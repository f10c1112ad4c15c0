import {
  asObject,
  jsonReply,
  lengthOf,
  objectOf,
  type Shown,
  textOf,
  type Vendor,
  type VendorReply,
} from './vendor';

const tags = /^<(\/?)(b|strong|i|em|u|ins|s|strike|del|code|pre|a|blockquote|tg-spoiler|span)(\s[^<>]*)?>/;

function refuse(code: number, description: string, parameters?: object): VendorReply {
  return jsonReply(code, { ok: false, error_code: code, description, ...(parameters && { parameters }) });
}

/** Bot API, sendMessage. Source: https://core.telegram.org/bots/api#sendmessage */
export function telegram({
  token = '123456789:AAE-stand-in_token_of_the_bot_35cha',
  migrated = {} as Record<string, string>,
} = {}): Vendor {
  let messages = 0;
  return {
    name: 'Telegram',
    answer: ({ path, body }) => {
      const given = /^\/bot([^/]+)\/sendMessage$/.exec(path)?.[1];
      if (given === undefined) return refuse(404, 'Not Found');
      if (decodeURIComponent(given) !== token) return refuse(401, 'Unauthorized');
      const message = objectOf(body);
      if (message === undefined) return refuse(400, 'Bad Request: message text is empty');
      const chat = String(message['chat_id'] ?? '');
      const to = migrated[chat];
      if (to !== undefined) {
        return refuse(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
          migrate_to_chat_id: Number(to),
        });
      }
      if (!/^(-?\d+|@\w{5,})$/.test(chat)) return refuse(400, 'Bad Request: chat not found');
      const read = readHtml(textOf(message['text']));
      if (typeof read !== 'object') return refuse(400, `Bad Request: can't parse entities: ${read}`);
      if (read.text.trim() === '') return refuse(400, 'Bad Request: message text is empty');
      if (lengthOf(read.text) > 4096) return refuse(400, 'Bad Request: message is too long');
      const buttons = buttonsOf(message);
      const bad = buttons.find(({ url }) => /^https?:\/\/(localhost|127\.|\[::1\])/.test(url));
      if (bad !== undefined) {
        return refuse(400, `Bad Request: inline keyboard button URL '${bad.url}' is invalid: Wrong HTTP URL`);
      }
      const reply = asObject(message['reply_parameters']);
      const repliedTo = Number(reply?.['message_id'] ?? 0);
      if (repliedTo > messages && reply?.['allow_sending_without_reply'] !== true) {
        return refuse(400, 'Bad Request: message to be replied not found');
      }
      messages += 1;
      const shown: Shown = {
        title: read.text.split('\n')[0] ?? '',
        text: read.text,
        links: [...buttons, ...read.links],
        thread: repliedTo > 0 ? String(repliedTo) : String(messages),
        kind: 'message',
      };
      return jsonReply(
        200,
        { ok: true, result: { message_id: messages, chat: { id: Number(chat) } } },
        shown,
      );
    },
  };
}

function buttonsOf(message: Record<string, unknown>): { label: string; url: string }[] {
  const rows = asObject(message['reply_markup'])?.['inline_keyboard'];
  return (Array.isArray(rows) ? rows.flat() : []).map((button: unknown) => ({
    label: textOf(asObject(button)?.['text']),
    url: textOf(asObject(button)?.['url']),
  }));
}

const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"' };

/** The text without its tags, or what is wrong with them. Only tags that Telegram knows, closed in their order. */
function readHtml(html: string): { text: string; links: { label: string; url: string }[] } | string {
  const open: string[] = [];
  const links: { label: string; url: string }[] = [];
  let text = '';
  let at = 0;
  while (at < html.length) {
    const rest = html.slice(at);
    const tag = tags.exec(rest);
    if (tag !== null) {
      const [whole, slash, name = '', attributes = ''] = tag;
      if (slash === '/') {
        if (open.pop() !== name) return `unexpected end tag ${whole}`;
      } else {
        open.push(name);
        const url = /href="([^"]*)"/.exec(attributes)?.[1];
        if (url !== undefined) {
          const label = rest.slice(whole.length).split('</a>')[0] ?? '';
          links.push({ label: decode(label), url: decode(url) });
        }
      }
      at += whole.length;
      continue;
    }
    if (rest.startsWith('<')) return `unsupported start tag at byte offset ${at}`;
    const entity = /^&(?:lt|gt|amp|quot);/.exec(rest)?.[0];
    if (entity !== undefined) {
      text += entities[entity] ?? entity;
      at += entity.length;
      continue;
    }
    const point = String.fromCodePoint(rest.codePointAt(0) ?? 0);
    text += point;
    at += point.length;
  }
  return open.length > 0 ? `can't find end tag corresponding to start tag ${open.at(-1)}` : { text, links };
}

function decode(text: string): string {
  return text.replaceAll(/&(?:lt|gt|amp|quot);/g, (entity) => entities[entity] ?? entity);
}
