import type { BadgeMetric } from '@/lib/badges/constants';
import { escapeXml } from '@/lib/core/escape-markup';

export type Snippet = { name: 'Markdown' | 'HTML' | 'Address' | 'shields.io'; text: string };

const queries: Record<BadgeMetric, string> = { status: '', uptime: '?metric=uptime&days=30' };

/** What to paste where. `address` is the badge's, without an ending. */
export function badgeSnippets(address: string, monitorName: string, metric: BadgeMetric): Snippet[] {
  const picture = `${address}.svg${queries[metric]}`;
  const words = `${monitorName}: ${metric}`;
  return [
    { name: 'Markdown', text: `![${escapeMarkdown(words)}](${picture})` },
    { name: 'HTML', text: `<img src="${escapeXml(picture)}" alt="${escapeXml(words)}" height="20">` },
    { name: 'Address', text: picture },
    { name: 'shields.io', text: toShields(`${address}.json${queries[metric]}`) },
  ];
}

function toShields(document: string): string {
  return `https://img.shields.io/endpoint?url=${encodeURIComponent(document)}`;
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\[\]`*_<>&!]/g, (char) => `\\${char}`);
}
