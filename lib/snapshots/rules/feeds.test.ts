import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import type { PageFacts } from '@/lib/snapshots/rules/facts';
import { atomFeed, rssFeed } from '@/lib/snapshots/rules/feeds';
import { viewPage } from '@/lib/snapshots/rules/view-page';
import {
  builtAtMs,
  componentFacts,
  incidentFacts,
  maintenanceFacts,
  pageFacts,
  updateFacts,
} from '@/lib/snapshots/testing/facts';

type Node = Record<string, unknown>;
type Entry = Record<string, string> & { link: unknown };

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  isArray: (name) => name === 'item' || name === 'entry',
  parseTagValue: false,
  trimValues: false,
  htmlEntities: true,
});

/** As another program reads it; throws where it is no XML. */
function parse(text: string): Node {
  expect(XMLValidator.validate(text)).toBe(true);
  return parser.parse(text) as Node;
}

function channelOf(facts: PageFacts): Node & { item: Entry[] } {
  const { rss } = parse(rssFeed(viewPage(facts))) as { rss: { channel: Node & { item?: Entry[] } } };
  return { ...rss.channel, item: rss.channel.item ?? [] };
}

function feedOf(facts: PageFacts): Node & { entry: Entry[] } {
  const { feed } = parse(atomFeed(viewPage(facts))) as { feed: Node & { entry?: Entry[] } };
  return { ...feed, entry: feed.entry ?? [] };
}

const hourMs = 3_600_000;
const component = componentFacts({ name: 'API & <web>' });
const incident = incidentFacts({
  title: 'Errors & <b>more</b>',
  status: 'identified',
  components: [{ componentId: component.id, status: 'partial_outage' }],
  updates: [
    updateFacts({
      status: 'identified',
      body: 'Found. <script>alert(1)</script> **Soon** [more](https://a.example/?a=1&b=2)',
      displayAtMs: builtAtMs - hourMs / 2,
      updatedAtMs: builtAtMs - 1000,
    }),
    updateFacts({ displayAtMs: builtAtMs - hourMs }),
  ],
});
const facts = pageFacts({ components: [component], incidents: [incident, maintenanceFacts()] });

test('an RSS reader finds every incident and maintenance, with where and when', () => {
  const channel = channelOf(facts);
  expect(channel).toMatchObject({
    title: 'Acme Cloud',
    link: 'https://status.acme.example',
    language: 'en',
    lastBuildDate: 'Sat, 14 Mar 2026 08:44:59 GMT',
    'atom:link': {
      '@href': 'https://status.acme.example/history.rss',
      '@rel': 'self',
      '@type': 'application/rss+xml',
    },
  });
  expect(channel.item.map(({ title }) => title)).toEqual(['Errors & <b>more</b>', 'Database upgrade']);
  expect(channel.item[0]).toMatchObject({
    pubDate: 'Sat, 14 Mar 2026 07:45:00 GMT',
    link: expect.stringMatching(/^https:\/\/status\.acme\.example\/incidents\/[a-z0-9]{12}$/),
    guid: { '#text': expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/), '@isPermaLink': 'false' },
  });
});

test('an Atom reader finds the same, with when it was changed', () => {
  const feed = feedOf(facts);
  expect(feed).toMatchObject({
    id: expect.stringMatching(/^urn:uuid:/),
    title: 'Acme Cloud',
    updated: '2026-03-14T08:44:59.000Z',
    author: { name: 'Acme Cloud' },
    link: [
      { '@rel': 'self', '@href': 'https://status.acme.example/history.atom' },
      { '@rel': 'alternate', '@href': 'https://status.acme.example' },
    ],
  });
  expect(feed.entry[0]).toMatchObject({
    title: 'Errors & <b>more</b>',
    published: '2026-03-14T07:45:00.000Z',
    updated: '2026-03-14T08:44:59.000Z',
    content: { '@type': 'html' },
    category: { '@term': 'identified' },
  });
});

test('what is written in an update is harmless HTML, in the words and the time of the page', () => {
  const html =
    channelOf(pageFacts({ ...facts, page: { defaultLocale: 'de' } })).item[0]?.['description'] ?? '';
  expect(html).toContain('<strong>Ursache gefunden</strong> · 14. März 2026, 09:15 MEZ');
  expect(html).toContain('<p>API &amp; &lt;web&gt;</p>');
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; <strong>Soon</strong>');
  expect(html).toContain('<a href="https://a.example/?a=1&amp;b=2" rel="noopener nofollow ugc">more</a>');
});

test('an entry stays the same one when the page moves and when it is changed', () => {
  const ids = (other: PageFacts) => feedOf(other).entry.map(({ id }) => id);
  const moved = pageFacts({ ...facts, page: { url: 'https://other.example', name: 'Other' } });
  expect(ids(moved)).toEqual(ids(facts));
  expect(channelOf(moved).item.map(({ guid }) => guid)).toEqual(
    channelOf(facts).item.map(({ guid }) => guid),
  );
  expect(ids({ ...facts, builtAtMs: builtAtMs + hourMs })).toEqual(ids(facts));
});

test('nothing but a change changes a feed', () => {
  const later = { ...facts, builtAtMs: builtAtMs + 30_000, checkedAtMs: builtAtMs + 20_000 };
  expect(rssFeed(viewPage(later))).toBe(rssFeed(viewPage(facts)));
  expect(atomFeed(viewPage(later))).toBe(atomFeed(viewPage(facts)));
});

test('the 50 that were told last, the newest first', () => {
  const incidents = Array.from({ length: 60 }, (_, index) =>
    incidentFacts({ title: `${index}`, startedAtMs: builtAtMs - index * hourMs }),
  );
  const titles = feedOf(pageFacts({ incidents })).entry.map(({ title }) => title);
  expect(titles).toHaveLength(50);
  expect(titles.slice(0, 2)).toEqual(['0', '1']);
});

test('a page where nothing ever happened has feeds too', () => {
  expect(channelOf(pageFacts()).item).toEqual([]);
  expect(feedOf(pageFacts())).toMatchObject({ entry: [], updated: '2025-01-02T08:00:00.000Z' });
});

test('whatever people write, it is XML, and read back as it was', () => {
  // Halves of characters among it; the unit `binary` of fast-check has none, and takes a second to be made.
  const unit = fc
    .oneof(fc.integer({ min: 0, max: 0x10ffff }), fc.integer({ min: 0, max: 0xff }))
    .map((point) => String.fromCodePoint(point));
  const piece = fc.oneof(
    fc.string({ unit, maxLength: 30 }),
    fc.constantFrom(
      ']]>',
      '<![CDATA[',
      '</title>',
      '&#0;',
      '\u0000',
      '\ud800',
      '\ufffe',
      '<!--',
      '&amp;',
      '"\'',
    ),
  );
  const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, text, text, (name, title, body) => {
      const hostile = pageFacts({
        page: { name, description: body },
        incidents: [{ ...incident, title, updates: [updateFacts({ body })] }],
      });
      expect(channelOf(hostile).item).toHaveLength(1);
      expect(feedOf(hostile).entry).toHaveLength(1);
      const raw = rssFeed(viewPage(hostile));
      expect(raw).not.toMatch(/[^\P{Cc}\n\r\t]|[\p{Cs}\ufffe\uffff]/u);
    }),
    { numRuns: 100 },
  );
});

test('a title is read back as it was written', () => {
  const printable = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .filter((one) => /^\S.*\S$/u.test(one) && !/\p{Cc}/u.test(one));
  fc.assert(
    fc.property(printable, (title) => {
      expect(channelOf(pageFacts({ incidents: [{ ...incident, title }] })).item[0]?.['title']).toBe(title);
    }),
    { numRuns: 100 },
  );
});
