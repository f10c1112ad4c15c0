export type MailTone = 'down' | 'up' | 'degraded' | 'neutral';

/** What a mail says, apart from how it looks: the HTML and the plain text are made of the same. */
export type MailContent = {
  /** The line that mail programs show beside the subject. */
  preview: string;
  tone: MailTone;
  /** One or two words in the colour of the tone; null for mail that tells of no state. */
  badge: string | null;
  title: string;
  paragraphs: readonly string[];
  facts: readonly { label: string; value: string }[];
  /** Something quoted as it came, such as the start of an answer. */
  quote: { label: string; text: string } | null;
  actions: readonly { label: string; url: string }[];
  footer: readonly string[];
  footerLink: { label: string; url: string } | null;
};

/** Plain text of its own, and not what is left of the HTML. */
export function mailText(content: MailContent): string {
  const { badge, title, paragraphs, facts, quote, actions, footer, footerLink } = content;
  const width = Math.max(0, ...facts.map(({ label }) => label.length)) + 2;
  const blocks: string[][] = [
    [badge === null ? title : `${badge.toUpperCase()}: ${title}`],
    ...paragraphs.map((paragraph) => [paragraph]),
    facts.map(({ label, value }) => `${`${label}:`.padEnd(width)}${value}`),
    quote === null ? [] : [`${quote.label}:`, ...quote.text.split('\n').map((line) => `> ${line}`)],
    actions.map(({ label, url }) => `${label}: ${url}`),
    footer.length === 0 && footerLink === null
      ? []
      : ['-- ', ...footer, ...(footerLink === null ? [] : [`${footerLink.label}: ${footerLink.url}`])],
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}
