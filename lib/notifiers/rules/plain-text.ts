import { cutText } from '@/lib/core/cut-text';
import type { Content } from '@/lib/notifiers/rules/content';

/** For receivers that show plain text: sentences, facts, quote, items. Headline and links are not among it. */
export function plainBody({ paragraphs, facts, quote, items }: Content, maxPoints: number): string {
  const blocks = [
    paragraphs.join('\n'),
    facts.map(({ label, value }) => `${label}: ${value}`).join('\n'),
    quote === null ? '' : `${quote.label}:\n${quote.text}`,
    items.map(({ text }) => text).join('\n'),
  ];
  return cutText(blocks.filter((block) => block !== '').join('\n\n'), maxPoints);
}

/** One link a line, as in `Acknowledge: https://…`. Links are never cut: half of one is worse than none. */
export function plainLinks({ actions }: Content): string {
  return actions.map(({ label, url }) => `${label}: ${url}`).join('\n');
}
