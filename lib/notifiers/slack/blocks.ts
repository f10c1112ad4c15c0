import type { Content } from '@/lib/notifiers/rules/content';
import { cutUnits, escapeWithin, linesWithin } from '@/lib/notifiers/rules/fit';
import { toneColors } from '@/lib/notifiers/rules/tone-colors';

const maxHeader = 150;
const maxSection = 3000;
const maxFields = 10;
const maxButton = 75;
const maxUrl = 3000;

/**
 * All that Slack takes for markup is made of these three, so that no mention and no link can be made of data.
 * Source: https://docs.slack.dev/messaging/formatting-message-text/#escaping
 */
export function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * The state as a header, with what it means; then, beside a bar in its colour, the facts; the buttons apart from them,
 * because Slack folds long attachments. Source of the limits: https://docs.slack.dev/reference/block-kit/blocks/
 */
export function slackBody(content: Content): string {
  const { headline, paragraphs, tone } = content;
  const color = toneColors[tone];
  const details = [...factBlocks(content), ...quoteBlocks(content), ...itemBlocks(content)];
  return JSON.stringify({
    text: escapeWithin(headline, maxSection, escapeSlack),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: escapeWithin(headline, maxHeader, escapeSlack) } },
      ...(paragraphs.length === 0
        ? []
        : [section(escapeWithin(paragraphs.join('\n\n'), maxSection, escapeSlack))]),
    ],
    attachments: [
      ...(details.length === 0 ? [] : [{ color, blocks: details }]),
      { color, blocks: [buttons(content)] },
    ],
  });
}

/** `verbatim`: nor does Slack look for addresses and channels in it by itself. */
function markdown(text: string) {
  return { type: 'mrkdwn', text, verbatim: true };
}

function section(text: string) {
  return { type: 'section', text: markdown(text) };
}

function factBlocks({ facts }: Content) {
  const fields = facts.map(({ label, value }) =>
    markdown(`*${escapeWithin(label, 150, escapeSlack)}*\n${escapeWithin(value, 1500, escapeSlack)}`),
  );
  return Array.from({ length: Math.ceil(fields.length / maxFields) }, (_, index) => ({
    type: 'section',
    fields: fields.slice(index * maxFields, (index + 1) * maxFields),
  }));
}

function quoteBlocks({ quote }: Content) {
  if (quote === null) return [];
  const escaped = (text: string) => escapeSlack(text).replaceAll('`', '`\u200b');
  return [
    section(`*${escapeSlack(quote.label)}*\n\`\`\`\n${escapeWithin(quote.text, 2500, escaped)}\n\`\`\``),
  ];
}

/** Ten a section keeps each within its limit; the lines themselves are cut before. */
function itemBlocks({ items }: Content) {
  const lines = items.map(({ text, url }) => `• <${url}|${escapeWithin(text, 180, escapeSlack)}>`);
  return Array.from({ length: Math.ceil(lines.length / 10) }, (_, index) =>
    section(linesWithin(lines.slice(index * 10, (index + 1) * 10), maxSection)),
  );
}

function buttons({ actions }: Content) {
  return {
    type: 'actions',
    elements: actions
      .filter(({ url }) => url.length <= maxUrl)
      .map(({ kind, label, url }, index) => ({
        type: 'button',
        action_id: `${kind}_${index}`,
        text: { type: 'plain_text', text: cutUnits(label, maxButton) },
        url,
        ...(kind === 'acknowledge' ? { style: 'primary' } : {}),
      })),
  };
}
