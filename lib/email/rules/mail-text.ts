import { barShares, barsWords, statesIn, stripWords } from '@/lib/email/rules/chart-words';
import type { MailChart, MailContent, MailState, MailTable } from '@/lib/email/rules/mail-content';

const signs: Record<MailState, string> = {
  up: '.',
  degraded: '!',
  down: 'X',
  maintenance: 'm',
  paused: '=',
  unknown: '?',
};
const levels = '▁▂▃▄▅▆▇█';

/** Plain text of its own, and not what is left of the HTML. */
export function mailText(content: MailContent): string {
  const { badge, title, paragraphs, facts, quote, actions, footer, footerLinks, change } = content;
  const blocks: string[][] = [
    [badge === null ? title : `${badge.toUpperCase()}: ${title}`],
    ...paragraphs.map((paragraph) => [paragraph]),
    content.body ? [content.body.text] : [],
    labelled(content.numbers ?? []),
    change ? labelled([change.before, change.after]) : [],
    labelled(facts),
    content.chart ? chartText(content.chart) : [],
    quote === null ? [] : [`${quote.label}:`, ...quote.text.split('\n').map((line) => `> ${line}`)],
    (content.items ?? []).flatMap(({ text, url }) => [`- ${text}`, `  ${url}`]),
    content.table ? tableText(content.table) : [],
    actions.map(({ label, url }) => `${label}: ${url}`),
    footer.length === 0 && footerLinks.length === 0
      ? []
      : ['-- ', ...footer, ...footerLinks.map(({ label, url }) => `${label}: ${url}`)],
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function labelled(pairs: readonly { label: string; value: string }[]): string[] {
  const width = Math.max(0, ...pairs.map(({ label }) => label.length)) + 2;
  return pairs.map(({ label, value }) => `${`${label}:`.padEnd(width)}${value}`);
}

function chartText(chart: MailChart): string[] {
  const { strip, bars } = chart;
  const legend = statesIn(chart).map(({ state, word }) => `${signs[state]} ${word}`);
  return [
    `24 h ago [${strip.map((state) => signs[state ?? 'unknown']).join('')}] now`,
    stripWords(strip),
    ...(bars === null ? [] : [`${bars.label}: ${barsText(bars)} (${barsWords(bars)})`]),
    `(${legend.join(', ')})`,
  ];
}

function barsText(bars: NonNullable<MailChart['bars']>): string {
  const shares = barShares(bars);
  return bars.values
    .map(({ state }, index) => {
      const share = shares[index] ?? null;
      if (state === 'down' || share === null) return signs[state];
      return levels[Math.min(levels.length - 1, Math.floor(share * levels.length))];
    })
    .join('');
}

function tableText({ columns, rows }: MailTable): string[] {
  const all = [columns, ...rows.map(({ cells }) => cells)];
  const widths = columns.map((_, index) => Math.max(...all.map((cells) => (cells[index] ?? '').length)));
  return all.map((cells) =>
    cells
      .map((cell, index) =>
        index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}
