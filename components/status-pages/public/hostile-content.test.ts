import { expect, test } from 'vitest';
import { htmlDocuments } from '@/components/status-pages/public/html-documents';
import { pictureFacts, pictureSvg } from '@/components/status-pages/public/og-picture';
import { renderNotice } from '@/components/status-pages/public/render-html';
import type { PageFacts } from '@/lib/snapshots/rules/facts';
import { viewPage } from '@/lib/snapshots/rules/view-page';
import { statusAssets } from '@/lib/snapshots/status-assets';
import { richFacts } from '@/lib/snapshots/testing/rich-page';

const corpus = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '" autofocus onfocus="alert(1)',
  '</style><script>alert(1)</script>',
  '</title><svg onload=alert(1)>',
  '</textarea></script><iframe src=//evil.example>',
  '<!--<img src="--><img src=x onerror=alert(1)//">',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '[x](javascript:alert(1)) ![x](https://evil.example/x.png) <b onclick=alert(1)>',
  '<https://evil.example/"onmouseover="alert(1)>',
  'red;}</style><script>alert(1)</script>',
  'url(https://evil.example/)',
  '}body{display:none',
  '<math><mtext></style><img src onerror=alert(1)>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '\u202e<ScRiPt src=//evil.example>',
  '$& $1 {time} {name}',
];

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

test.each(corpus)('%j stays text wherever it is written', async (text) => {
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
