import { expect, test } from 'vitest';
import { htmlDocuments } from '@/components/status-pages/public/html-documents';
import { pictureFacts, pictureSvg } from '@/components/status-pages/public/og-picture';
import { renderNotice } from '@/components/status-pages/public/render-html';
import type { PageFacts } from '@/lib/snapshots/rules/facts';
import { viewPage } from '@/lib/snapshots/rules/view-page';
import { statusAssets } from '@/lib/snapshots/status-assets';
import { hostileWords } from '@/lib/snapshots/testing/hostile-words';
import { richFacts } from '@/lib/snapshots/testing/rich-page';

/** Everything that people write on a page, replaced by what is meant to harm. */
function poisoned(text: string): PageFacts {
  const facts = richFacts({ locales: ['en'] });
  const { page } = facts;
  return {
    ...facts,
    page: {
      ...page,
      name: text,
      description: text,
      branding: {
        ...page.branding,
        accent: text,
        home_url: text,
        footer: text,
        links: [{ label: text, url: text }],
        variables: { background: text, font: text, radius: text, text, width: text },
      },
      files: [{ kind: 'logo_light', path: 'files/a.png', contentType: 'image/png', width: 100, height: 30 }],
    },
    components: facts.components.map((component) => ({ ...component, name: text, description: text })),
    incidents: facts.incidents.map((incident) => ({
      ...incident,
      title: text,
      updates: incident.updates.map((update) => ({
        ...update,
        body: text,
        affected: update.affected.map((change) => ({ ...change, name: text })),
      })),
    })),
  };
}

/** Tags as a parser would see them: attributes are quoted or plain, and nothing of others can end them. */
function tagsOf(html: string): string[] {
  return html.match(/<[a-z!/][^\s>]*(?:"[^"]*"|'[^']*'|[^>"'])*>/gi) ?? [];
}

const runs = /(?:href|src|action|srcset)\s*=\s*["']?\s*(?:javascript|data:text|vbscript)/i;

function expectHarmless(html: string, isLive: boolean): void {
  const tags = tagsOf(html.replace(/<style>.*?<\/style>/gs, '<style></style>'));
  const names = new Set(tags.map((tag) => /^<\/?([a-z!][^\s>/]*)/i.exec(tag)?.[1]?.toLowerCase()));
  for (const name of ['iframe', 'object', 'embed', 'base', 'math', 'textarea', 'foreignobject']) {
    expect(names).not.toContain(name);
  }
  const scripts = tags.filter((tag) => /^<script/i.test(tag));
  expect(scripts).toEqual(isLive ? [`<script type="module" src="${statusAssets().script}">`] : []);
  expect(html.match(/<style>/g)).toHaveLength(2);
  const bare = tags.map((tag) => tag.replace(/"[^"]*"|'[^']*'/g, '""'));
  expect(bare.filter((tag) => /\s(?:on\w+|style)\s*=/i.test(tag))).toEqual([]);
  expect(tags.filter((tag) => runs.test(tag))).toEqual([]);
  const styles = [...html.matchAll(/<style>(.*?)<\/style>/gs)].map(([, css]) => css).join('');
  expect(styles).not.toMatch(/evil|alert|body\{display:none/);
  expect(tags.filter((tag) => /^<(?:img|source|link)[^>]*(?:href|src|srcset)="[^"]*evil/i.test(tag))).toEqual(
    [],
  );
}

test.each(hostileWords)('%j stays text wherever it is written', async (text) => {
  const facts = poisoned(text);
  for (const plan of htmlDocuments(viewPage(facts), statusAssets())) {
    expectHarmless(String((await plan.make()).body), true);
  }
  const notice = await renderNotice(
    { name: text, branding: facts.page.branding, base: '' },
    'en',
    {
      title: text,
      paragraphs: [text],
      form: { submit: text, fields: [{ name: 'email', label: text, type: 'email', value: text }] },
      link: { href: text, label: text },
    },
    statusAssets(),
  );
  expectHarmless(notice.html, false);
  const svg = pictureSvg({ ...pictureFacts(viewPage(facts)), sentence: text, url: text });
  expect(tagsOf(svg).filter((tag) => !/^<\/?(?:svg|rect|circle|path|g|text)\b/.test(tag))).toEqual([]);
});
