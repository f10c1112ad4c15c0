import { brotliCompressSync, constants } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { htmlDocuments } from '@/components/status-pages/public/html-documents';
import { plainBytes } from '@/lib/snapshots/answer-document';
import { makeStale } from '@/lib/snapshots/make-stale';
import { packDocument } from '@/lib/snapshots/pack-document';
import type { PageFacts } from '@/lib/snapshots/rules/facts';
import { viewPage } from '@/lib/snapshots/rules/view-page';
import { readStatusAssets, statusAssets } from '@/lib/snapshots/status-assets';
import {
  builtAtMs,
  componentFacts,
  incidentFacts,
  maintenanceFacts,
  pageFacts,
  staticFacts,
} from '@/lib/snapshots/testing/facts';
import { saying, upBut } from '@/lib/snapshots/testing/histories';
import { calmFacts, richFacts } from '@/lib/snapshots/testing/rich-page';
import { pageLocales } from '@/lib/status-pages/constants';
import { pageWords } from '@/lib/status-pages/rules/words/page-words';

const assets = statusAssets();
const hour = 3_600_000;

function plansOf(facts: PageFacts) {
  return htmlDocuments(viewPage(facts), assets);
}

async function bodyOf(facts: PageFacts, path: string): Promise<string> {
  const plan = plansOf(facts).find((candidate) => candidate.path === path);
  if (plan === undefined) throw new Error(`no document ${path}`);
  return String((await plan.make()).body);
}

function tagsOf(html: string): string[] {
  return html.match(/<[a-z][^>]*>/gi) ?? [];
}

describe('the documents of a page', () => {
  test('are the page, its history, its months, its incidents and its frame, in each language', () => {
    const paths = plansOf(richFacts({ locales: ['en', 'de'] })).map(({ path }) => path);
    const incidents = viewPage(richFacts()).all.map(({ path }) => path);
    const each = [
      '',
      'embed',
      'history',
      'history/2026-03',
      'history/2026-02',
      'history/2026-01',
      ...incidents,
    ];
    expect(paths.toSorted()).toEqual(
      [...each, ...each.map((path) => (path === '' ? 'de' : `de/${path}`))].toSorted(),
    );
  });

  test.each(pageLocales)('have in %s an id only once, no style and no handler in place', async (locale) => {
    for (const plan of plansOf(richFacts({ locales: [locale], defaultLocale: locale }))) {
      const html = String((await plan.make()).body);
      const ids = tagsOf(html).flatMap((tag) => tag.match(/\sid="([^"]+)"/)?.[1] ?? []);
      expect(ids).toEqual([...new Set(ids)]);
      expect(tagsOf(html).filter((tag) => /\s(?:style|on\w+)\s*=/i.test(tag))).toEqual([]);
      expect(html.slice(0, 200)).toContain(`dir="${locale === 'ar' ? 'rtl' : 'ltr'}"`);
      expect(html.includes('undefined')).toBe(false);
      const text = html.replace(/<style>.*?<\/style>/gs, '').replace(/<[^>]*>/g, ' ');
      expect(text.match(/\{\w+\}/g) ?? []).toEqual([]);
    }
  });

  test.each(pageLocales)('say in %s how everything is', async (locale) => {
    const html = await bodyOf(richFacts({ defaultLocale: locale }), '');
    const words = pageWords(locale);
    expect(html).toContain(`<h1>${words.overall.partial_outage}</h1>`);
    expect(html).toContain(words.phases.identified);
    expect(html).toContain(words.formulas.duration.split('.')[0]);
  });

  test('that show the same have the same source, and a check later only the page and its frame differ', () => {
    const facts = richFacts({ locales: ['en'] });
    const sources = (given: PageFacts) =>
      new Map(plansOf(given).map(({ path, source }) => [path, [source].flat().join('\n')]));
    expect(sources(facts)).toEqual(sources(structuredClone(facts)));
    const before = sources(facts);
    const later = { ...facts, builtAtMs: facts.builtAtMs + 30_000, checkedAtMs: builtAtMs + 20_000 };
    const changed = [...sources(later)].filter(([path, source]) => before.get(path) !== source);
    expect(changed.map(([path]) => path).toSorted()).toEqual(['', 'embed']);
  });

  test('are made anew where the first thing that ever happened is told of late', () => {
    const facts = pageFacts({ incidents: [maintenanceFacts()] });
    const startedAtMs = builtAtMs - 20 * 24 * hour;
    const old = incidentFacts({ status: 'resolved', startedAtMs, resolvedAtMs: startedAtMs + hour });
    const sourceOf = (given: PageFacts) => plansOf(given).find(({ path }) => path === '')?.source;
    expect(sourceOf({ ...facts, incidents: [...facts.incidents, old] })).not.toEqual(sourceOf(facts));
  });

  test('are made of a maintenance that ends before it begins, since a clock was set back', async () => {
    const facts = richFacts({ locales: ['en'] });
    const incidents = facts.incidents.map((incident) =>
      incident.scheduledForMs === null
        ? incident
        : { ...incident, scheduledUntilMs: incident.scheduledForMs - 1 },
    );
    for (const plan of plansOf({ ...facts, incidents }))
      expect(String((await plan.make()).body)).toContain('<html');
  });

  test('may only be framed where they are made for it', async () => {
    for (const plan of plansOf(richFacts({ locales: ['en'] }))) {
      const document = await plan.make();
      expect(document.isFramable).toBe(plan.path === 'embed');
      expect(document.csp).toContain(`frame-ancestors ${plan.path === 'embed' ? '*' : "'none'"}`);
      expect(document.csp).not.toContain('unsafe');
    }
  });

  test('are for no search engine where the page is not for everybody', async () => {
    expect(await bodyOf(richFacts(), '')).not.toContain('noindex');
    for (const page of [{ isIndexed: false }, { isPublished: false }, { access: 'password' }] as const) {
      expect(await bodyOf(richFacts(page), '')).toContain('<meta name="robots" content="noindex"/>');
    }
  });

  test('have a place for news that a screen reader knows before there is any', async () => {
    expect(await bodyOf(richFacts(), '')).toContain('<p id="news" class="news" role="status"></p>');
  });

  test.each(pageLocales)(
    'say in %s that they are stale where they are, each of them, and else do not',
    async (locale) => {
      const sinceMs = Date.UTC(2026, 2, 14, 9, 30);
      const time = '<time datetime="2026-03-14T09:30:00.000Z">2026-03-14 09:30 UTC</time>';
      const [before = '', after = ''] = pageWords(locale).staleBanner.split('{time}');
      for (const plan of plansOf(richFacts({ locales: [locale], defaultLocale: locale }))) {
        const fresh = { path: plan.path, version: 1, ...(await packDocument(await plan.make())) };
        const html = plainBytes(fresh).toString();
        const stale = plainBytes(await makeStale(fresh, sinceMs)).toString();
        const note = plan.path === 'embed' ? 'span' : 'p';
        expect(stale, plan.path).toContain(`<${note} role="status">${before}${time}${after}</${note}>`);
        expect(html, plan.path).not.toContain(before === '' ? after : before);
        expect(html.split('class="stale"><!--stale--></'), plan.path).toHaveLength(2);
      }
    },
  );
});

test('components of one name are named once, and those left out are counted once', async () => {
  const facts = richFacts({ locales: ['en'] });
  const names = ['Web', 'Web', 'API', 'Mail', 'Queue', 'Search', 'Billing', 'Billing'];
  const components = names.map((name) => componentFacts({ name }));
  const incident = incidentFacts({
    components: components.map(({ id }) => ({ componentId: id, status: 'major_outage' })),
  });
  const card = async (count: number) => {
    const shown = { ...incident, components: incident.components.slice(0, count) };
    const html = await bodyOf({ ...facts, components, incidents: [shown] }, '');
    const list = /<ul aria-label="Affected components">.*?<\/ul>/.exec(html)?.[0] ?? '';
    return [...list.matchAll(/<li>(.*?)<\/li>/g)].map(([, text]) => text);
  };
  expect(await card(7)).toEqual(['Web', 'API', 'Mail', 'Queue', 'Search', 'Billing']);
  expect(await card(2)).toEqual(['Web']);
});

describe('a day', () => {
  test('without data is never green, and says so', async () => {
    const facts = pageFacts({ components: [componentFacts({ monitor: upBut([], { days: 5 }) })] });
    const html = await bodyOf(facts, '');
    const cells = html.match(/<td class=.*?<\/td>/g) ?? [];
    expect(cells).toHaveLength(90);
    expect(cells.slice(0, 84).every((cell) => cell.startsWith('<td class=n>'))).toBe(true);
    expect(
      cells.filter((cell) => cell.startsWith('<td class=n>') !== cell.includes('<i>No data</i>')),
    ).toEqual([]);
  });

  test('tells its state, its downtime, how much was watched, and what incident it belongs to', async () => {
    const html = await bodyOf(richFacts(), '');
    const cell = (html.match(/<td class=x>.*?<\/td>/g) ?? []).find((text) => text.includes('Europe'));
    expect(cell).toContain('<b>Thu, Mar 5, 2026</b>');
    expect(cell).toContain('<i>Major outage</i>');
    expect(cell).toContain('3 hr of downtime');
    expect(cell).toContain('100% of the time monitored');
    expect(cell).toMatch(
      /<a href="__STATUS_PAGE_BASE__\/incidents\/[a-z0-9]{12}">API unavailable in Europe<\/a>/,
    );
  });

  test('on which something began that goes on is not called quiet', async () => {
    const html = await bodyOf(richFacts(), '');
    const today = html.match(/<div class="day[^"]*"><h3><time dateTime="2026-03-14">.*?<\/article>|$/s)?.[0];
    expect(today?.split('2026-03-13')[0]).toContain('Elevated error rates on the API');
  });
});

test('a page where nothing was ever said or watched says that', async () => {
  const html = await bodyOf(pageFacts({ checkedAtMs: null }), '');
  const words = pageWords('en');
  for (const text of [words.noComponents, words.noIncidentsEver, words.neverChecked, words.overall.empty]) {
    expect(html).toContain(text);
  }
});

test('a page that everything is hidden on keeps the place where it will be seen', async () => {
  const hidden = componentFacts({ isOnlyShownIfDegraded: true });
  const html = await bodyOf(pageFacts({ components: [hidden] }), '');
  expect(html).toContain('<section id="components" hidden=""></section>');
});

test('a component of which people tell has no bars while they told nothing', async () => {
  const html = await bodyOf(calmFacts(), '');
  const row = html.slice(html.indexOf('Support by phone'));
  expect(row.indexOf('Past incidents')).toBeLessThan(
    row.includes('<table>') ? row.indexOf('<table>') : Infinity,
  );
});

test('a component of which people told has the days on which they did, and no uptime or downtime that nobody measured', async () => {
  const support = staticFacts();
  const told = saying(support, [builtAtMs - 2 * hour, 'major_outage']);
  const html = await bodyOf(pageFacts({ components: [support], incidents: [told] }), '');
  const cells = html.match(/<td class=.*?<\/td>/g) ?? [];
  expect(cells).toHaveLength(90);
  expect(cells.slice(0, 89).every((cell) => cell.startsWith('<td class=n>'))).toBe(true);
  expect(cells[89]).toContain('<td class=x>');
  expect(cells[89]).toContain(`>${told.title}</a>`);
  expect(cells[89]).not.toContain(pageWords('en').noDowntime);
  expect(html).not.toContain('class="uptime"');
});

test('a good day of which little is known is drawn as half known, and says how much was monitored', async () => {
  const fromMs = Date.parse('2026-03-12T11:00:00Z');
  const monitor = upBut([
    { state: 'paused', fromMs: fromMs - 30 * hour, toMs: fromMs },
    { state: 'paused', fromMs: fromMs + 2 * hour, toMs: builtAtMs - hour },
  ]);
  const html = await bodyOf(pageFacts({ components: [componentFacts({ monitor })] }), '');
  const cells = html.match(/<td class=.*?<\/td>/g) ?? [];
  expect(
    cells
      .slice(84)
      .map((cell) => cell.slice(10, 11))
      .join(''),
  ).toBe('oohhnh');
  expect(cells[87]).toContain('8.33% of the time monitored');
});

test('a page that nothing checks says nothing of checks', async () => {
  const html = await bodyOf(pageFacts({ components: [staticFacts()], checkedAtMs: null }), '');
  expect(html).toContain(pageWords('en').overall.operational);
  expect(html).not.toContain(pageWords('en').neverChecked);
  const unchecked = await bodyOf(
    pageFacts({ components: [staticFacts(), componentFacts()], checkedAtMs: null }),
    '',
  );
  expect(unchecked).toContain(pageWords('en').neverChecked);
});

test('a page of twenty components is under 60 KB in all', async () => {
  const components = Array.from({ length: 20 }, (_, index) =>
    componentFacts({
      name: `Service number ${index}`,
      description: `What ${index} customers use`,
      monitor: upBut(
        Array.from({ length: 5 }, (__, at) => {
          const fromMs = builtAtMs - (50 - at * 9 - (index % 7)) * 24 * hour;
          const toMs = fromMs + (at + index) * 400_000 + 60_000;
          return { state: at % 2 === 0 ? 'down' : 'degraded', fromMs, toMs };
        }),
        { days: 60 + index * 2 },
      ),
      responseTimes: Array.from({ length: 24 }, (__, at) => ({
        atMs: builtAtMs - at * hour,
        ms: 80 + ((at * 37 + index * 91) % 60),
      })),
    }),
  );
  const packed = (content: string | Uint8Array) =>
    brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length;
  const bytes: Record<string, number> = {};
  for (const { name, body } of readStatusAssets().filter(({ isImmutable }) => isImmutable)) {
    bytes[name] = name.endsWith('.woff2') ? body.length : packed(body);
  }
  bytes['html'] = packed(await bodyOf({ ...richFacts(), components }, ''));
  bytes['in all'] = Object.values(bytes).reduce((sum, each) => sum + each, 0);
  process.stdout.write(`compressed: ${JSON.stringify(bytes)}\n`);
  expect(bytes['in all']).toBeLessThan(60 * 1024);
  expect(Object.entries(bytes).find(([name]) => name.endsWith('.js'))?.[1]).toBeLessThan(6 * 1024);
});
