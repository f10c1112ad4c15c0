import type { Content } from '@/lib/notifiers/rules/content';
import type { Message } from '@/lib/notifiers/rules/message';
import type { Templates } from '@/lib/notifiers/rules/template';

/** For media where each character costs: lines of plain text, the most needed first. Without links. */
export function shortLines(message: Message, content: Content, templates: Templates): string[] {
  const { headline, preview, paragraphs, items } = content;
  const isOwn = templates.body !== undefined;
  switch (message.kind) {
    case 'channel_disabled':
      return tidied([headline, preview]);
    case 'digest':
    case 'report':
      return tidied([headline, preview, ...items.map(({ text }) => text)]);
    case 'resolved':
      // The headline says it all, but for what the channel's people want to have said.
      return tidied([headline, ...(isOwn ? paragraphs : [])]);
    case 'escalated':
    case 'reminder':
      // It says for how long already; what is wrong is what whoever reads it for the first time needs.
      return tidied([headline, ...(isOwn ? paragraphs : [message.incident.title])]);
    case 'opened':
      return tidied([headline, preview, ...paragraphs]);
    case 'acknowledged':
    case 'flapping':
    case 'test':
      return tidied([headline, ...paragraphs]);
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to be taken out.
const unseen = /[\u0000-\u0008\u000e-\u001f\u007f\ufffe\uffff]/g;

/** One line without control characters and half characters: some receivers refuse a message for either. */
export function oneLine(text: string): string {
  return text.toWellFormed().replaceAll(unseen, '').replaceAll(/\s+/g, ' ').trim();
}

function tidied(lines: readonly string[]): string[] {
  return lines.map(oneLine).filter((line) => line !== '');
}
