import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentPolicy } from '@/components/status-pages/public/content-policy';
import { formatsOf } from '@/components/status-pages/public/formats';
import { nestHeadings } from '@/components/status-pages/public/incident-card';
import { isDrawable, pictureFacts, pictureSvg } from '@/components/status-pages/public/og-picture';
import { schemesOf, tokensCss } from '@/components/status-pages/public/page-tokens';
import { shortened } from '@/components/status-pages/public/past-incidents';
import { sparklinePath } from '@/components/status-pages/public/sparkline';
import { viewPage } from '@/lib/snapshots/rules/view-page';
import { richFacts } from '@/lib/snapshots/testing/rich-page';
import { pageLocales } from '@/lib/status-pages/constants';
import { pageWords } from '@/lib/status-pages/rules/words/page-words';
import { pageBranding } from '@/lib/status-pages/schema';

const formats = formatsOf('en', 'UTC');

describe('uptime', () => {
  test('is never written better than it was', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (ratio) => {
        const written = Number.parseFloat(formats.percent(ratio)) / 100;
        expect(written).toBeLessThanOrEqual(ratio + 1e-9);
        expect(ratio - written).toBeLessThan(0.0001 + 1e-9);
      }),
    );
  });

  test.each([
    [1, '100%'],
    [0.999_999, '99.99%'],
    [0.57, '57.00%'],
    [0, '0.00%'],
  ])('%d is written %s', (ratio, text) => expect(formats.percent(ratio)).toBe(text));
});

test.each([
  [400, '1 sec'],
  [52 * 60_000, '52 min'],
  [3 * 3_600_000, '3 hr'],
  [26.5 * 3_600_000, '1 day 2 hr'],
  [86_400_000 + 60_000, '1 day'],
])('%d milliseconds are %s', (ms, text) => expect(formats.duration(ms)).toBe(text));

test('a gap in response times stays a gap', () => {
  const points = [10, null, 20, 30].map((ms, atMs) => ({ atMs, ms }));
  const path = sparklinePath(points, 30);
  expect(path.match(/M/g)).toHaveLength(2);
  expect(path.match(/L/g)).toHaveLength(1);
});

describe('headings of people', () => {
  test('follow from what stands above them', () => {
    expect(nestHeadings('<h5>a</h5><p>b</p><h6>c</h6><h4>d</h4>', 3)).toBe(
      '<h3>a</h3><p>b</p><h4>c</h4><h3>d</h3>',
    );
  });

  test('never leave a level out', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 4, max: 6 })), (levels) => {
        const html = nestHeadings(levels.map((level) => `<h${level}>x</h${level}>`).join(''), 3);
        let above = 2;
        for (const [, open, close] of html.matchAll(/<h(\d)>x<\/h(\d)>/g)) {
          expect(open).toBe(close);
          expect(Number(open)).toBeLessThanOrEqual(above + 1);
          above = Number(open);
        }
      }),
    );
  });
});

test('the policy names the styles by their hashes and lets nothing else in', async () => {
  const css = 'a{color:red}';
  const policy = await contentPolicy([css], { hasScript: false, isFramable: false });
  const hash = createHash('sha256').update(css).digest('base64');
  expect(policy).toContain(`style-src 'sha256-${hash}'`);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('script-src');
});

describe('the last word of what is over', () => {
  test('is cut between two words', () => {
    expect(shortened('many words '.repeat(40))).toMatch(/^(?:many words )+(?:many|many words)…$/);
    expect(shortened(' two\n words')).toBe(' two words');
  });

  test('is told at length in languages that put no space between words', () => {
    expect(shortened(`API ${'障害'.repeat(300)}`).length).toBe(320);
  });

  test('is never cut within a character', () => {
    expect(shortened('😀'.repeat(400)).isWellFormed()).toBe(true);
  });
});

describe('the look', () => {
  test('follows what the visitor prefers, unless the page has chosen', () => {
    const look = (theme: 'auto' | 'light' | 'dark') =>
      tokensCss(pageBranding.parse({ theme }), '/font.woff2');
    expect(look('auto')).toContain('prefers-color-scheme:dark');
    expect(look('light')).not.toContain('color-scheme:dark');
    expect(look('dark')).not.toContain('color-scheme:light');
  });

  test('with a dark background is dark for everybody', () => {
    const branding = pageBranding.parse({ variables: { background: '#101020' } });
    expect(schemesOf(branding)).toEqual({ usual: 'dark', inTheDark: 'dark' });
  });

  test('in a font of others loads none of ours', () => {
    const css = tokensCss(pageBranding.parse({ variables: { font: 'Georgia, serif' } }), '/font.woff2');
    expect(css).not.toContain('@font-face');
    expect(css).toContain('--sp-font:"Georgia", serif,');
  });
});

test('the picture leaves out words that its font cannot write, and draws the rest', () => {
  const facts = pictureFacts(viewPage(richFacts({ name: '日本の会社', defaultLocale: 'en' })));
  const svg = pictureSvg(facts);
  expect(isDrawable('Łódź – Müller & Søn')).toBe(true);
  expect(svg).not.toContain('日');
  expect(svg).toContain('Partial system outage');
  expect(svg.match(/<rect/g)?.length).toBe(92);
});

test.each(pageLocales)(
  'the picture of a page in %s says how everything is, in English where its font has no such letters',
  (locale) => {
    const { sentence } = pictureFacts(viewPage(richFacts({ defaultLocale: locale })));
    const isForeign = ['ja', 'zh', 'ar'].includes(locale);
    expect(sentence).toBe(pageWords(isForeign ? 'en' : locale).overall.partial_outage);
    expect(pictureSvg(pictureFacts(viewPage(richFacts({ defaultLocale: locale }))))).toContain(sentence);
  },
);
