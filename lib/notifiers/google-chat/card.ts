import { escapeHtml } from '@/lib/core/escape-markup';
import type { Content } from '@/lib/notifiers/rules/content';
import { cutUnits } from '@/lib/notifiers/rules/fit';
import { toneColors } from '@/lib/notifiers/rules/tone-colors';

const unseen = '\u200b';

/**
 * There is no escape: what would begin or end a format, a link or a mention is kept apart from what it needs beside it.
 * Inside of words these characters mean nothing, so names such as `db_backup` stay as they are.
 * Source: https://developers.google.com/workspace/chat/format-messages
 */
export function escapeChatText(text: string): string {
  return text
    .replaceAll(/(?<![\p{L}\p{N}])[*_~`]|[*_~`](?![\p{L}\p{N}])/gu, `${unseen}$&${unseen}`)
    .replaceAll('<', `<${unseen}`)
    .replaceAll('://', `:${unseen}//`)
    .replaceAll('@', `@${unseen}`);
}

/** Source: https://developers.google.com/workspace/chat/format-messages#card-formatting */
function escapeCard(text: string): string {
  return escapeHtml(text).replaceAll('\n', '<br>');
}

/** The text is the headline, which notifications show; the card under it says the rest, and so does not repeat it. */
export function chatBody(content: Content, threadKey: string | null): string {
  return JSON.stringify({
    text: `*${escapeChatText(cutUnits(content.headline, 500))}*`,
    fallbackText: escapeChatText(cutUnits(content.headline, 500)),
    cardsV2: [{ cardId: 'message', card: { sections: sectionsOf(content) } }],
    ...(threadKey === null ? {} : { thread: { threadKey } }),
  });
}

function sectionsOf(content: Content) {
  const { facts, quote, items, actions } = content;
  const widgets = [
    paragraph(leadOf(content)),
    ...(facts.length === 0
      ? []
      : [
          paragraph(
            facts.map(({ label, value }) => `<b>${escapeCard(label)}</b>: ${escapeCard(value)}`).join('<br>'),
          ),
        ]),
    ...(quote === null
      ? []
      : [
          paragraph(
            `<b>${escapeCard(quote.label)}</b><br><font color="#6b7482">${escapeCard(quote.text)}</font>`,
          ),
        ]),
    ...(items.length === 0 ? [] : [paragraph(items.map(itemLine).join('<br>'))]),
  ];
  const buttons = actions.map(({ label, url }) => ({ text: label, onClick: { openLink: { url } } }));
  return [{ widgets }, ...(buttons.length === 0 ? [] : [{ widgets: [{ buttonList: { buttons } }] }])];
}

function leadOf({ badge, tone, paragraphs }: Content): string {
  return [
    `<b><font color="${toneColors[tone]}">${escapeCard(badge)}</font></b>`,
    ...paragraphs.map(escapeCard),
  ].join('<br>');
}

function itemLine({ text, url, tone }: Content['items'][number]): string {
  return `<font color="${toneColors[tone]}">•</font> <a href="${escapeCard(url)}">${escapeCard(text)}</a>`;
}

function paragraph(text: string) {
  return { textParagraph: { text } };
}
