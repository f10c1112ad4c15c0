import type { Content } from '@/lib/notifiers/rules/content';
import { cutUnits, escapeWithin } from '@/lib/notifiers/rules/fit';
import { escapeMarkdown, valueMarkdown } from '@/lib/notifiers/rules/markdown';
import { markdownBody, markdownLinks } from '@/lib/notifiers/rules/markdown-content';
import { isPublicUrl } from '@/lib/notifiers/rules/public-url';
import { toneColors } from '@/lib/notifiers/rules/tone-colors';

/** Source: https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
const maxTitle = 256;
const maxDescription = 4096;
const maxFields = 25;
const maxTotal = 6000;
/** Ours: what facts may take of the whole. */
const maxFacts = 2400;

/** Shorter ones stand beside each other. */
const longestInline = 40;
const maxButtonLabel = 80;
const maxButtonUrl = 512;

const bold = (escaped: string) => `**${escaped}**`;

/** One embed, and link buttons; `allowed_mentions` without any: nobody is called, whatever a name contains. */
export function discordBody(content: Content, at: string): string {
  const { actions } = content;
  const hasButtons = actions.every(({ url }) => isPublicUrl(url) && url.length <= maxButtonUrl);
  return JSON.stringify({
    embeds: [embedOf(content, at, hasButtons ? '' : markdownLinks(content))],
    components: hasButtons && actions.length > 0 ? [{ type: 1, components: actions.map(button) }] : [],
    allowed_mentions: { parse: [] },
  });
}

function embedOf(content: Content, at: string, links: string) {
  const title = escapeWithin(content.headline, maxTitle, escapeMarkdown);
  const fields = fieldsOf(content);
  const taken = fields.reduce((sum, { name, value }) => sum + name.length + value.length, title.length);
  const room = Math.min(maxDescription, maxTotal - taken) - links.length - 2;
  const body = markdownBody({ ...content, facts: [] }, room, { bold });
  const url = content.actions.find(({ kind }) => kind === 'open')?.url ?? '';
  return {
    title,
    ...(isPublicUrl(url) ? { url } : {}),
    description: [body, links].filter((part) => part !== '').join('\n\n'),
    color: Number.parseInt(toneColors[content.tone].slice(1), 16),
    ...(fields.length === 0 ? {} : { fields }),
    timestamp: at,
  };
}

/** An empty name or value would have the whole message refused. */
function fieldsOf({ facts }: Content) {
  const fields: { name: string; value: string; inline: boolean }[] = [];
  let taken = 0;
  for (const { label, value } of facts.slice(0, maxFields)) {
    const field = {
      name: escapeWithin(label, 200, escapeMarkdown) || '-',
      value: escapeWithin(value, 600, (text) => valueMarkdown(text)) || '-',
      inline: value.length <= longestInline,
    };
    taken += field.name.length + field.value.length;
    if (taken > maxFacts) break;
    fields.push(field);
  }
  return fields;
}

/** Source: https://discord.com/developers/docs/components/reference#button */
function button({ label, url }: Content['actions'][number]) {
  return { type: 2, style: 5, label: cutUnits(label, maxButtonLabel), url };
}
