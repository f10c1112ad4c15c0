import type { Content } from '@/lib/notifiers/rules/content';
import { escapeWithin, linesWithin } from '@/lib/notifiers/rules/fit';
import { codeBlock, escapeMarkdown, valueMarkdown } from '@/lib/notifiers/rules/markdown';

/** In what two chats write the same differently. */
export type Dialect = {
  bold: (escaped: string) => string;
  /** On top of what all of them escape. */
  escape?: (escaped: string) => string;
};

/** Of more than one value no more than this is shown. */
const longestValue = 400;
const longestQuote = 800;

/** Sentences, facts, quote and items, in this order, in at most `max` UTF-16 units. Headline and links are not in it. */
export function markdownBody(content: Content, max: number, dialect: Dialect): string {
  const { paragraphs, facts, quote, items } = content;
  const say = (text: string) => dialect.escape?.(escapeMarkdown(text)) ?? escapeMarkdown(text);
  const value = (text: string) => valueMarkdown(text, say);
  const blocks: ((room: number) => string)[] = [
    (room) => escapeWithin(paragraphs.join('\n\n'), room, say),
    (room) =>
      linesWithin(
        facts.map(
          (fact) => `${dialect.bold(say(fact.label))}: ${escapeWithin(fact.value, longestValue, value)}`,
        ),
        room,
      ),
    (room) => {
      if (quote === null) return '';
      const label = `${dialect.bold(say(quote.label))}\n`;
      return `${label}${escapeWithin(quote.text, Math.min(longestQuote, room - label.length), codeBlock)}`;
    },
    (room) =>
      linesWithin(
        items.map((item) => `• ${linkMarkdown(say(item.text), item.url)}`),
        room,
      ),
  ];
  let body = '';
  for (const block of blocks) {
    const room = max - body.length - 2;
    const text = room < 100 ? '' : block(room);
    if (text !== '') body += body === '' ? text : `\n\n${text}`;
  }
  return body;
}

/** All in one line. */
export function markdownLinks({ actions }: Content): string {
  return actions.map(({ label, url }) => linkMarkdown(label, url)).join(' · ');
}

/** Only to addresses of ours: `url` is never made of what somebody else has said. */
function linkMarkdown(escaped: string, url: string): string {
  return `[${escaped}](${url.replaceAll(/[()\s]/g, encodeURIComponent)})`;
}
