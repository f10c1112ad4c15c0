import type { Content, Tone } from '@/lib/notifiers/rules/content';
import { cutUnits } from '@/lib/notifiers/rules/fit';
import { escapeMarkdown } from '@/lib/notifiers/rules/markdown';

const styles: Readonly<Record<Tone, string>> = {
  down: 'attention',
  up: 'good',
  degraded: 'warning',
  neutral: 'emphasis',
};

/** Only these are shown without a menu. Source: https://adaptivecards.io/explorer/ActionSet.html */
const maxActions = 6;

/**
 * A message with one Adaptive Card, of the last version that all clients of Teams show.
 * Sources: https://learn.microsoft.com/en-us/connectors/teams/#microsoft-teams-webhook,
 * https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/cards-reference#adaptive-card
 */
export function teamsBody(content: Content): string {
  const { headline, facts, actions } = content;
  return JSON.stringify({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          fallbackText: escapeMarkdown(headline),
          msteams: { width: 'Full' },
          body: [
            headOf(content),
            ...content.paragraphs.map((text) => block(escapeMarkdown(text))),
            ...(facts.length === 0 ? [] : [factSet(content)]),
            ...quoteOf(content),
            ...itemsOf(content),
          ],
          actions: actions.slice(0, maxActions).map(({ kind, label, url }) => ({
            type: 'Action.OpenUrl',
            title: cutUnits(label, 80),
            url,
            ...(kind === 'acknowledge' ? { style: 'positive' } : {}),
          })),
        },
      },
    ],
  });
}

function block(text: string, rest: object = {}) {
  return { type: 'TextBlock', text, wrap: true, ...rest };
}

function headOf({ headline, tone }: Content) {
  return {
    type: 'Container',
    style: styles[tone],
    bleed: true,
    items: [block(escapeMarkdown(headline), { size: 'Large', weight: 'Bolder', style: 'heading' })],
  };
}

function factSet({ facts }: Content) {
  return {
    type: 'FactSet',
    facts: facts.map(({ label, value }) => ({ title: escapeMarkdown(label), value: factValue(value) })),
  };
}

/** A plain address stays whole, so that it can be copied. */
function factValue(value: string): string {
  return /^https?:\/\/[^\s<>[\]*~`\\|@]+$/.test(value) ? value : escapeMarkdown(value);
}

function quoteOf({ quote }: Content) {
  return quote === null
    ? []
    : [
        block(escapeMarkdown(quote.label), { isSubtle: true, size: 'Small' }),
        {
          type: 'Container',
          style: 'emphasis',
          items: [block(escapeMarkdown(quote.text), { fontType: 'Monospace', size: 'Small' })],
        },
      ];
}

/** A list of links: `url` is always an address of ours. */
function itemsOf({ items }: Content) {
  return items.length === 0
    ? []
    : [block(items.map(({ text, url }) => `- [${escapeMarkdown(text)}](${url})`).join('\n'))];
}
