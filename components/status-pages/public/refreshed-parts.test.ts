import { expect, test } from 'vitest';
import { htmlDocuments } from '@/components/status-pages/public/html-documents';
import type { PageFacts } from '@/lib/snapshots/rules/facts';
import { viewPage } from '@/lib/snapshots/rules/view-page';
import { statusAssets } from '@/lib/snapshots/status-assets';
import { incidentFacts, pageFacts } from '@/lib/snapshots/testing/facts';
import { richFacts } from '@/lib/snapshots/testing/rich-page';

const assets = statusAssets();
const empty = /\/>$|^<(?:br|hr|img|input|wbr|col)\b/;

/** The tags of the elements that stand in `main` itself. */
function partsOf(html: string): string[] {
  const [, inside = ''] = /<main[^>]*>(.*)<\/main>/s.exec(html) ?? [];
  const parts: string[] = [];
  let depth = 0;
  for (const tag of inside.match(/<\/?[a-z][^>]*>/gi) ?? []) {
    if (tag.startsWith('</')) depth -= 1;
    else {
      if (depth === 0) parts.push(tag);
      if (!empty.test(tag)) depth += 1;
    }
  }
  return parts;
}

async function documentsOf(facts: PageFacts) {
  const plans = htmlDocuments(viewPage(facts), assets).filter(({ path }) => path !== 'embed');
  return Promise.all(plans.map(async ({ path, make }) => ({ path, html: String((await make()).body) })));
}

test('whatever may change in a document by itself stands in a part that the script refreshes', async () => {
  for (const { path, html } of await documentsOf(richFacts({ locales: ['en'] }))) {
    expect(html, path).toContain(`<script type="module" src="${assets.script}">`);
    const parts = partsOf(html);
    const fixed = parts.filter((tag) => !/\sid="/.test(tag));
    expect(
      fixed.filter((tag) => !/class="(?:back|lead)"/.test(tag)),
      path,
    ).toEqual([]);
    expect(parts.length - fixed.length, path).toBeGreaterThan(0);
  }
});

test('a history of one month has the place where the others will stand', async () => {
  const idsOf = async (facts: PageFacts) => {
    const history = (await documentsOf(facts)).find(({ path }) => path === 'history');
    return partsOf(history?.html ?? '').map((tag) => /\sid="([^"]+)"/.exec(tag)?.[1]);
  };
  const parts = [undefined, 'history', 'days', 'months'];
  expect(await idsOf(pageFacts({ incidents: [incidentFacts()] }))).toEqual(parts);
  expect(await idsOf(richFacts({ locales: ['en'] }))).toEqual(parts);
});
