import { escapeHtml, escapeXml } from '@/lib/core/escape-markup';
import { toUuid } from '@/lib/core/ids';
import type { UpdateFacts } from '@/lib/snapshots/rules/facts';
import type { IncidentView, PageView } from '@/lib/snapshots/rules/page-view';
import { renderMarkdown } from '@/lib/status-pages/rules/markdown';
import { pageWords } from '@/lib/status-pages/rules/words/page-words';

const maxEntries = 50;

type Entry = {
  /** Of the incident alone: a page that gets another address tells nothing twice. */
  id: string;
  url: string;
  title: string;
  html: string;
  status: string;
  publishedMs: number;
  updatedMs: number;
};

/** Incidents and maintenance, the newest first, as RSS 2.0. Source: https://www.rssboard.org/rss-specification */
export function rssFeed(view: PageView): string {
  const { page } = view;
  const name = nameOf(page);
  const entries = entriesOf(view);
  return joinLines([
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>',
    element('title', name),
    element('link', page.url),
    element('description', titleOr(page.description, name)),
    element('language', page.defaultLocale),
    `<atom:link href="${xml(`${page.url}/history.rss`)}" rel="self" type="application/rss+xml"/>`,
    element('lastBuildDate', new Date(updatedMs(entries, page)).toUTCString()),
    ...entries.flatMap((entry) => [
      '<item>',
      element('title', entry.title),
      element('link', entry.url),
      `<guid isPermaLink="false">${xml(entry.id)}</guid>`,
      element('pubDate', new Date(entry.publishedMs).toUTCString()),
      element('atom:updated', new Date(entry.updatedMs).toISOString()),
      element('category', entry.status),
      element('description', entry.html),
      '</item>',
    ]),
    '</channel></rss>',
  ]);
}

/** The same as Atom 1.0. Source: RFC 4287 */
export function atomFeed(view: PageView): string {
  const { page } = view;
  const name = nameOf(page);
  const entries = entriesOf(view);
  return joinLines([
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${page.defaultLocale}">`,
    element('id', uuidOf(page.id)),
    element('title', name),
    ...(page.description === '' ? [] : [element('subtitle', page.description)]),
    `<link rel="self" type="application/atom+xml" href="${xml(`${page.url}/history.atom`)}"/>`,
    `<link rel="alternate" type="text/html" href="${xml(page.url)}"/>`,
    element('updated', new Date(updatedMs(entries, page)).toISOString()),
    `<author>${element('name', name)}</author>`,
    ...entries.flatMap((entry) => [
      '<entry>',
      element('id', entry.id),
      element('title', entry.title),
      `<link rel="alternate" type="text/html" href="${xml(entry.url)}"/>`,
      element('published', new Date(entry.publishedMs).toISOString()),
      element('updated', new Date(entry.updatedMs).toISOString()),
      `<category term="${xml(entry.status)}"/>`,
      `<content type="html">${xml(entry.html)}</content>`,
      '</entry>',
    ]),
    '</feed>',
  ]);
}

function joinLines(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

function updatedMs(entries: readonly Entry[], page: PageView['page']): number {
  return entries.reduce((newest, entry) => Math.max(newest, entry.updatedMs), page.createdAtMs);
}

function entriesOf({ all, page }: PageView): Entry[] {
  const html = htmlWriter(page);
  const { phases } = pageWords(page.defaultLocale);
  return [...all]
    .sort((one, other) => publishedMs(other) - publishedMs(one))
    .slice(0, maxEntries)
    .map((incident) => ({
      id: uuidOf(incident.id),
      url: `${page.url}/${incident.path}`,
      title: titleOr(incident.title, phases[incident.status]),
      html: html(incident),
      status: incident.status,
      publishedMs: publishedMs(incident),
      updatedMs: incident.updates.reduce(
        (newest, update) => Math.max(newest, update.updatedAtMs),
        incident.updatedAtMs,
      ),
    }));
}

function publishedMs({ updates, createdAtMs }: IncidentView): number {
  return updates.at(-1)?.displayAtMs ?? createdAtMs;
}

function nameOf({ name, slug }: PageView['page']): string {
  return titleOr(name, slug);
}

/** Both formats want one, also of what has a name of nothing that XML can hold. */
function titleOr(text: string, other: string): string {
  return withoutUnfit(text).trim() === '' ? other : text;
}

function uuidOf(id: string): string {
  return `urn:uuid:${toUuid(id)}`;
}

/** In the language of the page, with the times of its zone. */
function htmlWriter({ defaultLocale, timeZone }: PageView['page']): (incident: IncidentView) => string {
  const words = pageWords(defaultLocale);
  const clock = new Intl.DateTimeFormat(words.tag, {
    timeZone,
    ...({ year: 'numeric', month: 'short', day: 'numeric' } as const),
    ...({ hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const),
  });
  const told = ({ displayAtMs, status, body }: UpdateFacts) =>
    `<p><strong>${escapeHtml(words.phases[status])}</strong> · ${escapeHtml(clock.format(displayAtMs))}</p>\n` +
    renderMarkdown(body);
  return ({ scheduledForMs: fromMs, scheduledUntilMs: toMs, componentNames, updates }) => {
    const when = fromMs === null || toMs === null || toMs < fromMs ? '' : clock.formatRange(fromMs, toMs);
    const facts = [when, componentNames.join(', ')].filter((line) => line !== '');
    return [...facts.map((line) => `<p>${escapeHtml(line)}</p>\n`), ...updates.map(told)].join('');
  };
}

function element(name: string, text: string): string {
  return `<${name}>${xml(text)}</${name}>`;
}

/** What XML 1.0 cannot hold, escaped or not. */
const unfit = /[^\P{Cc}\t\n\r]|[\p{Cs}\ufffe\uffff]/gu;

function withoutUnfit(text: string): string {
  return text.replace(unfit, '');
}

function xml(text: string): string {
  return escapeXml(withoutUnfit(text));
}
