import { cutText } from '@/lib/core/cut-text';
import type { Content } from '@/lib/notifiers/rules/content';

export type Room = {
  /** Code points of each part. */
  title: number;
  paragraph: number;
  value: number;
  quote: number;
  item: number;
  /** How many of them. */
  paragraphs: number;
  facts: number;
  items: number;
};

/** From all there is down to the bare facts. */
const rooms: readonly Room[] = [
  { title: 300, paragraph: 3000, value: 400, quote: 500, item: 300, paragraphs: 20, facts: 25, items: 60 },
  { title: 200, paragraph: 1000, value: 300, quote: 300, item: 200, paragraphs: 5, facts: 16, items: 30 },
  { title: 150, paragraph: 500, value: 150, quote: 0, item: 150, paragraphs: 2, facts: 8, items: 10 },
  { title: 100, paragraph: 200, value: 100, quote: 0, item: 100, paragraphs: 1, facts: 3, items: 3 },
];

/** The first body that fits into `maxBytes`, of a content that is cut down until it does; else the smallest. */
export function fitBytes(content: Content, maxBytes: number, bodyOf: (trimmed: Content) => string): string {
  let body = '';
  for (const room of rooms) {
    body = bodyOf(trimContent(content, room));
    if (new TextEncoder().encode(body).length <= maxBytes) return body;
  }
  return body;
}

function trimContent(content: Content, room: Room): Content {
  const { paragraphs, facts, quote } = content;
  return {
    ...content,
    headline: tidy(content.headline, room.title) || content.badge,
    preview: tidy(content.preview, room.title),
    title: tidy(content.title, room.title),
    paragraphs: paragraphs
      .slice(0, room.paragraphs)
      .map((text) => tidy(text, room.paragraph))
      .filter((text) => text !== ''),
    facts: facts
      .slice(0, room.facts)
      .map(({ label, value }) => ({ label: tidy(label, 100), value: tidy(value, room.value) })),
    quote: quote === null || room.quote === 0 ? null : { ...quote, text: tidy(quote.text, room.quote) },
    items: cutItems(content.items, room),
  };
}

/** What was left out is counted together with what had been left out before. */
function cutItems(items: Content['items'], room: Room): Content['items'] {
  const tidied = items.map((item) => ({ ...item, text: tidy(item.text, room.item) }));
  const last = tidied.at(-1);
  if (last === undefined || tidied.length <= room.items) return tidied;
  const before = Number(/^and (\d+) more$/.exec(last.text)?.[1] ?? 0);
  const real = before === 0 ? tidied : tidied.slice(0, -1);
  const kept = real.slice(0, room.items);
  const left = real.length - kept.length + before;
  return left === 0 ? kept : [...kept, { text: `and ${left} more`, tone: 'neutral', url: last.url }];
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to be taken out.
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/g;

/** Without characters that no reader sees and some receivers refuse. */
function tidy(text: string, maxPoints: number): string {
  return cutText(text.toWellFormed().replaceAll(unseen, ''), maxPoints);
}
