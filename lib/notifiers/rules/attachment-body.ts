import type { Content } from '@/lib/notifiers/rules/content';
import { escapeWithin } from '@/lib/notifiers/rules/fit';
import { escapeMarkdown } from '@/lib/notifiers/rules/markdown';
import { type Dialect, markdownBody, markdownLinks } from '@/lib/notifiers/rules/markdown-content';
import { toneColors } from '@/lib/notifiers/rules/tone-colors';

const maxHeadline = 500;

/**
 * For chats with Slack's old attachments: the headline as text, which notifications show; the rest beside a bar in the
 * colour of the state; the links apart, because long attachments are folded.
 */
export function attachmentBody(content: Content, maxText: number, dialect: Dialect): string {
  const escaped = (text: string) => dialect.escape?.(escapeMarkdown(text)) ?? escapeMarkdown(text);
  const headline = escapeWithin(content.headline, maxHeadline, escaped);
  const color = toneColors[content.tone];
  const body = markdownBody(content, maxText, dialect);
  const links = markdownLinks(content);
  return JSON.stringify({
    text: dialect.bold(headline),
    attachments: [
      ...(body === '' ? [] : [{ color, fallback: headline, text: body }]),
      ...(links === '' ? [] : [{ color, fallback: headline, text: links }]),
    ],
  });
}
