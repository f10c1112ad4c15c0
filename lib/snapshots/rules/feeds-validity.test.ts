import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { dataDocuments } from '@/lib/snapshots/data-documents';
import type { PageFacts } from '@/lib/snapshots/rules/facts';
import { viewPage } from '@/lib/snapshots/rules/view-page';
import { builtAtMs, incidentFacts, pageFacts } from '@/lib/snapshots/testing/facts';
import { hostileWords } from '@/lib/snapshots/testing/hostile-words';
import { calmFacts, richFacts } from '@/lib/snapshots/testing/rich-page';
import { pageLocales } from '@/lib/status-pages/constants';

/** Every element is a list, however often it stands there: how often it may is one of the rules. */
type Element = { [name: string]: Element[] | undefined } & { '#text'?: string; $?: Record<string, string> };

const parser = new XMLParser({
  ignoreAttributes: false,
  attributesGroupName: '$',
  attributeNamePrefix: '',
  isArray: (_, __, ___, isAttribute) => !isAttribute,
  alwaysCreateTextNode: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: true,
});

/** XML 1.0, 2.2: what may not stand in a document, and the control characters that it says to avoid. */
const forbidden = /[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
/** Those that need no declaration, and what they may name: no character that may not stand there itself. */
const reference = /^&(?:amp|lt|gt|quot|apos|#39);/;

/** RFC 3339 as RFC 4287, 3.3 wants it, with capital letters. */
const instant = /^\d{4}-(0[1-9]|1[0-2])-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
/** RFC 822 with a year of four digits, as RSS 2.0 prefers it. */
const date =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/;

function parse(text: string): Element {
  expect(text).not.toMatch(forbidden);
  for (const { index } of text.matchAll(/&/g)) expect(text.slice(index, index + 12)).toMatch(reference);
  expect(text.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n')).toBe(true);
  expect(XMLValidator.validate(text)).toBe(true);
  return parser.parse(text) as Element;
}

/** How often each element may stand in another; any other one may not. */
type Counts = Record<string, 'one' | 'at most one' | 'any'>;

function expectElements(element: Element, counts: Counts): void {
  const names = Object.keys(element).filter((name) => !['#text', '$'].includes(name));
  expect(Object.keys(counts)).toEqual(expect.arrayContaining(names));
  for (const [name, count] of Object.entries(counts)) {
    const times = element[name]?.length ?? 0;
    if (count === 'one') expect([name, times]).toEqual([name, 1]);
    if (count === 'at most one') expect([name, times]).toEqual([name, Math.min(times, 1)]);
  }
}

function textOf(element: Element, name: string): string {
  const [child] = element[name] ?? [];
  expect(Object.keys(child ?? {}).filter((key) => !['#text', '$'].includes(key))).toEqual([]);
  return child?.['#text'] ?? '';
}

function attributesOf(element: Element, name: string): Record<string, string>[] {
  return (element[name] ?? []).map(({ $ = {} }) => $);
}

function only<T>(list: readonly T[] | undefined): T {
  expect(list).toHaveLength(1);
  return (list as readonly [T])[0];
}

const expectAbsolute = (url: string | undefined) => expect(url).toMatch(/^https?:\/\/[^\s<>"]+$/);
const expectText = (text: string) => expect(text).toMatch(/\S/);

function expectNewestFirst(instants: readonly number[]): void {
  expect(instants.every(Number.isFinite)).toBe(true);
  expect(instants).toEqual(instants.toSorted((one, other) => other - one));
}

async function documentOf(facts: PageFacts, path: string): Promise<{ text: string; type: string }> {
  const plan = dataDocuments(viewPage(facts)).find((candidate) => candidate.path === path);
  const document = await plan?.make();
  return { text: String(document?.body), type: document?.contentType ?? '' };
}

/** RFC 4287, 4.1.1 and 4.1.2. */
async function expectAtom(facts: PageFacts): Promise<void> {
  const { text, type } = await documentOf(facts, 'history.atom');
  expect(type).toBe('application/atom+xml; charset=utf-8');
  const feed = only(parse(text)['feed']);
  expect(feed.$).toEqual({ xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': facts.page.defaultLocale });
  const named = { id: 'one', title: 'one', updated: 'one', link: 'any' } as const;
  expectElements(feed, { ...named, subtitle: 'at most one', author: 'one', entry: 'any' });
  expectText(textOf(feed, 'title'));
  const author = only(feed['author']);
  expectElements(author, { name: 'one' });
  expectText(textOf(author, 'name'));
  expect(attributesOf(feed, 'link')).toEqual([
    { rel: 'self', type: 'application/atom+xml', href: `${facts.page.url}/history.atom` },
    { rel: 'alternate', type: 'text/html', href: facts.page.url },
  ]);
  const entries = feed['entry'] ?? [];
  expect(entries).toHaveLength(Math.min(50, facts.incidents.length));
  for (const entry of entries) {
    expectElements(entry, { ...named, published: 'one', category: 'one', content: 'one' });
    expectText(textOf(entry, 'title'));
    expect(attributesOf(entry, 'content')).toEqual([{ type: 'html' }]);
    expectText(only(attributesOf(entry, 'category'))['term'] ?? '');
    const link = only(attributesOf(entry, 'link'));
    expect(link).toMatchObject({ rel: 'alternate', type: 'text/html' });
    expectAbsolute(link['href']);
    expect(textOf(entry, 'published')).toMatch(instant);
    expect(Date.parse(textOf(entry, 'updated'))).toBeGreaterThanOrEqual(
      Date.parse(textOf(entry, 'published')),
    );
  }
  const parts = [feed, ...entries];
  for (const part of parts) {
    expect(textOf(part, 'updated')).toMatch(instant);
    expect(textOf(part, 'id')).toMatch(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  }
  expect(new Set(parts.map((part) => textOf(part, 'id'))).size).toBe(parts.length);
  const [whole = 0, ...each] = parts.map((part) => Date.parse(textOf(part, 'updated')));
  expect(Math.max(...each, whole)).toBe(whole);
  expectNewestFirst(entries.map((entry) => Date.parse(textOf(entry, 'published'))));
}

/** https://www.rssboard.org/rss-specification, with what https://www.rssboard.org/rss-profile asks for beyond it. */
async function expectRss(facts: PageFacts): Promise<void> {
  const { text, type } = await documentOf(facts, 'history.rss');
  expect(type).toBe('application/rss+xml; charset=utf-8');
  const rss = only(parse(text)['rss']);
  expect(rss.$).toEqual({ version: '2.0', 'xmlns:atom': 'http://www.w3.org/2005/Atom' });
  expectElements(rss, { channel: 'one' });
  const channel = only(rss['channel']);
  const told = { title: 'one', link: 'one', description: 'one' } as const;
  expectElements(channel, {
    ...told,
    language: 'one',
    lastBuildDate: 'one',
    'atom:link': 'one',
    item: 'any',
  });
  for (const name of ['title', 'description']) expectText(textOf(channel, name));
  expect(textOf(channel, 'link')).toBe(facts.page.url);
  expect(textOf(channel, 'language')).toBe(facts.page.defaultLocale);
  expect(attributesOf(channel, 'atom:link')).toEqual([
    { rel: 'self', type: 'application/rss+xml', href: `${facts.page.url}/history.rss` },
  ]);
  const items = channel['item'] ?? [];
  expect(items).toHaveLength(Math.min(50, facts.incidents.length));
  for (const item of items) {
    expectElements(item, { ...told, guid: 'one', pubDate: 'one', category: 'one', 'atom:updated': 'one' });
    for (const name of ['title', 'category']) expectText(textOf(item, name));
    expectAbsolute(textOf(item, 'link'));
    expect(textOf(item, 'guid')).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
    expect(attributesOf(item, 'guid')).toEqual([{ isPermaLink: 'false' }]);
    expect(textOf(item, 'atom:updated')).toMatch(instant);
  }
  expect(new Set(items.map((item) => textOf(item, 'guid'))).size).toBe(items.length);
  const dates = [textOf(channel, 'lastBuildDate'), ...items.map((item) => textOf(item, 'pubDate'))];
  for (const written of dates) {
    expect(written).toMatch(date);
    expect(new Date(Date.parse(written)).toUTCString()).toBe(written);
  }
  expectNewestFirst(items.map((item) => Date.parse(textOf(item, 'pubDate'))));
}

/** Everything that people write, replaced. */
function saying(text: string): PageFacts {
  const facts = richFacts({ name: text, description: text });
  return {
    ...facts,
    components: facts.components.map((component) => ({ ...component, name: text })),
    incidents: facts.incidents.map((incident) => ({
      ...incident,
      title: text,
      updates: incident.updates.map((update) => ({ ...update, body: text })),
    })),
  };
}

/** What no field refuses and XML has no place for, alone and within words; and the ends of what XML is made of. */
const unfitWords = [
  '\u0001',
  '\u0001 \u0002',
  '\u001b[31m\u007f\u0085',
  '\ufffe',
  '\ud800',
  'half \ude00 a character',
  '\u202e\u0000',
  ']]><![CDATA[ <!-- --> <?xml?> <!DOCTYPE x [<!ENTITY y "z">]> &y;',
  '&nbsp; &#0; &#x1F; &amp;amp; &',
  'two\r\nlines\rof\ttext',
  '😀 👩‍👩‍👧 障害 تحديث',
];

describe.each([
  ['Atom 1.0 (RFC 4287)', expectAtom],
  ['RSS 2.0', expectRss],
] as const)('by the rules of %s the feed is valid', (_, expectValid) => {
  test.each(pageLocales)('of a page with something of everything, in %s', async (defaultLocale) => {
    await expectValid(richFacts({ defaultLocale }));
  });

  test('of a calm page, of one where nothing was ever said, and of one that said more than a feed holds', async () => {
    await expectValid(calmFacts());
    await expectValid(pageFacts({ page: { description: '' } }));
    const told = Array.from({ length: 60 }, (__, index) =>
      incidentFacts({ startedAtMs: builtAtMs - ((index * 7) % 60) * 3_600_000 }),
    );
    await expectValid(pageFacts({ incidents: [...told, incidentFacts({ updates: [] })] }));
  });

  test.each([...hostileWords, ...unfitWords])('where people write %j', async (text) => {
    await expectValid(saying(text));
  });
});
