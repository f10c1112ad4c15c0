import type { Content } from '@/lib/notifiers/rules/content';

/** Seen by nobody; parts what would close a block of code. */
const unseen = '\u200b';

const special = /[&<>*_~`@#[\]$|\\]|:(?=\S)|:$/g;

/** Zulip knows no backslashes but entities: no name becomes a mention, a link, a channel or a face. */
function escapeText(text: string): string {
  return text
    .replaceAll(special, (sign) => `&#${sign.charCodeAt(0)};`)
    .replaceAll(
      /^(\s*)([-+]|\d+[.)])(?=\s)/gm,
      (_, space: string, mark: string) => `${space}${unseen}${mark}`,
    );
}

function valueText(value: string): string {
  return /^https?:\/\/[^\s`]+$/.test(value) ? `\`${value}\`` : escapeText(value);
}

function codeBlock(text: string): string {
  const inner = text.replaceAll(/[`~]{3}/g, (fence) => fence.split('').join(unseen));
  return `\`\`\`text\n${inner}\n\`\`\``;
}

/** Only to addresses of ours. */
function link(text: string, url: string): string {
  return `[${escapeText(text)}](${url.replaceAll(/[()\s]/g, encodeURIComponent)})`;
}

/** Source: https://zulip.com/help/format-your-message-using-markdown */
export function zulipMarkdown({ headline, paragraphs, facts, quote, items, actions }: Content): string {
  return [
    `**${escapeText(headline)}**`,
    ...paragraphs.map(escapeText),
    facts.map(({ label, value }) => `* ${escapeText(label)}: ${valueText(value)}`).join('\n'),
    quote === null ? '' : `${escapeText(quote.label)}:\n${codeBlock(quote.text)}`,
    items.map(({ text, url }) => `* ${link(text, url)}`).join('\n'),
    actions.map(({ label, url }) => link(label, url)).join(' · '),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}
