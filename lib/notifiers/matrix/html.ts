import { escapeHtml } from '@/lib/core/escape-markup';
import type { Content } from '@/lib/notifiers/rules/content';
import { toneColors } from '@/lib/notifiers/rules/tone-colors';

/** Seen by nobody; parts what a client would take for a mention or a link. */
const unseen = '\u200b';

/** Clients look for mentions and links in plain text as well: there none is made of what somebody else has said. */
export function withoutMentions(text: string): string {
  return text.replaceAll('@', `@${unseen}`);
}

function escapeText(text: string): string {
  return escapeHtml(withoutMentions(text).replaceAll('://', `:${unseen}//`));
}

function valueHtml(value: string): string {
  return /^https?:\/\/\S+$/.test(value) ? `<code>${escapeHtml(value)}</code>` : escapeText(value);
}

function lines(text: string): string {
  return escapeText(text).replaceAll('\n', '<br>');
}

/**
 * Only tags that clients are asked to keep.
 * Source: https://spec.matrix.org/latest/client-server-api/#mroommessage-msgtypes
 */
export function matrixHtml({ headline, tone, paragraphs, facts, quote, items, actions }: Content): string {
  const link = (text: string, url: string) => `<a href="${escapeHtml(url)}">${escapeText(text)}</a>`;
  return [
    `<p><strong><span data-mx-color="${toneColors[tone]}">●</span> ${escapeText(headline)}</strong></p>`,
    ...paragraphs.map((paragraph) => `<p>${lines(paragraph)}</p>`),
    list(facts.map(({ label, value }) => `<strong>${escapeText(label)}:</strong> ${valueHtml(value)}`)),
    quote === null
      ? ''
      : `<p>${escapeText(quote.label)}</p><pre><code>${escapeHtml(withoutMentions(quote.text))}</code></pre>`,
    list(items.map(({ text, url }) => link(text, url))),
    actions.length === 0 ? '' : `<p>${actions.map(({ label, url }) => link(label, url)).join(' · ')}</p>`,
  ].join('');
}

function list(entries: readonly string[]): string {
  return entries.length === 0 ? '' : `<ul>${entries.map((entry) => `<li>${entry}</li>`).join('')}</ul>`;
}
