import { escapeHtml } from '@/lib/core/escape-markup';
import type { Content } from '@/lib/notifiers/rules/content';
import { cutUnits, linesWithin } from '@/lib/notifiers/rules/fit';
import { isPublicUrl } from '@/lib/notifiers/rules/public-url';

/** After entities are parsed. Source: https://core.telegram.org/bots/api#sendmessage */
const maxText = 4096;
const maxParagraphs = 1500;
const maxFacts = 1400;

/** As Telegram counts it: without tags, and entities as the one character that they are. */
export function shownLength(html: string): number {
  return html.replaceAll(/<[^>]*>/g, '').replaceAll(/&(?:amp|lt|gt|quot);/g, '.').length;
}

/**
 * Each part is cut as plain text and then escaped: no tag and no entity is ever cut in two.
 * Source: https://core.telegram.org/bots/api#html-style
 */
export function telegramText(content: Content): string {
  const { headline, paragraphs, facts, quote, items, actions } = content;
  const links = actions
    .filter(({ url }) => !isPublicUrl(url))
    .map(({ label, url }) => `${escapeHtml(label)}: ${escapeHtml(url)}`);
  const linkBlock = links.join('\n');
  const blocks: ((room: number) => string)[] = [
    () => `<b>${escapeHtml(cutUnits(headline, 256))}</b>`,
    (room) => escapeHtml(cutUnits(paragraphs.join('\n\n'), Math.min(room, maxParagraphs))),
    (room) =>
      linesWithin(
        facts.map(
          ({ label, value }) =>
            `<b>${escapeHtml(cutUnits(label, 80))}:</b> ${escapeHtml(cutUnits(value, 300))}`,
        ),
        Math.min(room, maxFacts),
        shownLength,
      ),
    (room) => quoteBlock(quote, room),
    (room) => linesWithin(items.map(itemLine), room, shownLength),
  ];
  const parts: string[] = [];
  let left = maxText - shownLength(linkBlock) - 2;
  for (const block of blocks) {
    const html = left < 100 ? '' : block(left - 2);
    if (html === '') continue;
    parts.push(html);
    left -= shownLength(html) + 2;
  }
  return [...parts, ...(linkBlock === '' ? [] : [linkBlock])].join('\n\n');
}

function quoteBlock(quote: Content['quote'], room: number): string {
  if (quote === null) return '';
  const text = cutUnits(quote.text, Math.min(600, room - quote.label.length - 2));
  return `<b>${escapeHtml(quote.label)}</b>\n<pre>${escapeHtml(text)}</pre>`;
}

function itemLine({ text, url }: Content['items'][number]): string {
  const words = escapeHtml(cutUnits(text, 200));
  return isPublicUrl(url) ? `• <a href="${escapeHtml(url)}">${words}</a>` : `• ${words}`;
}

/** The first button has a row of its own. Telegram refuses the whole message for an address that it cannot open. */
export function telegramKeyboard({ actions }: Content) {
  const buttons = actions
    .filter(({ url }) => isPublicUrl(url))
    .map(({ label, url }) => ({ text: cutUnits(label, 64), url }));
  const rows = [buttons.slice(0, 1), buttons.slice(1)].filter((row) => row.length > 0);
  return rows.length === 0 ? {} : { reply_markup: { inline_keyboard: rows } };
}
