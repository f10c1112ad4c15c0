import { describe, expect, test } from 'vitest';
import { htmlDocuments } from '@/components/status-pages/public/html-documents';
import type { PageFacts } from '@/lib/snapshots/rules/facts';
import { viewPage } from '@/lib/snapshots/rules/view-page';
import { statusAssets } from '@/lib/snapshots/status-assets';
import { builtAtMs, incidentFacts, pageFacts, updateFacts } from '@/lib/snapshots/testing/facts';
import { pageLocales } from '@/lib/status-pages/constants';
import { pageWords } from '@/lib/status-pages/rules/words/page-words';

const dayMs = 86_400_000;
const long = `${'many words '.repeat(60)}until the last one`;
const startedAtMs = builtAtMs - 5 * dayMs;
const over = incidentFacts({
  title: 'Mails came late',
  status: 'postmortem',
  startedAtMs,
  resolvedAtMs: startedAtMs + 3000,
  updates: [
    updateFacts({ status: 'postmortem', body: '## What we learned', displayAtMs: startedAtMs + 4000 }),
    updateFacts({
      status: 'resolved',
      body: long,
      displayAtMs: startedAtMs + 3000,
      affected: [
        {
          componentId: 'cmp_1',
          name: 'Outgoing mail',
          oldStatus: 'partial_outage',
          newStatus: 'operational',
        },
      ],
    }),
    updateFacts({ body: 'The queue is **long**.', displayAtMs: startedAtMs + 1000 }),
  ],
});
const older = incidentFacts({
  title: 'Long ago',
  status: 'resolved',
  startedAtMs: builtAtMs - 20 * dayMs,
  resolvedAtMs: builtAtMs - 19 * dayMs,
});
const facts = pageFacts({ incidents: [over, older] });

async function bodyOf(given: PageFacts, path: string): Promise<string> {
  const plan = htmlDocuments(viewPage(given), statusAssets()).find((candidate) => candidate.path === path);
  return String((await plan?.make())?.body);
}

function foldedIn(html: string): string[] {
  return html.match(/<details class="earlier" id="updates-[^>]*>.*?<\/details>/gs) ?? [];
}

describe('what is over since less than fourteen days', () => {
  test('stands on the page with every word that was said of it, whole, closed until it is asked for', async () => {
    const [folded = '', ...others] = foldedIn(await bodyOf(facts, ''));
    expect(others).toEqual([]);
    const { publicId } = viewPage(facts).all[0] ?? {};
    expect(folded).toMatch(new RegExp(`^<details class="earlier" id="updates-${publicId}"><summary>`));
    expect(folded.match(/<li class="p-[a-z_]+">/g)).toEqual([
      '<li class="p-postmortem">',
      '<li class="p-resolved">',
      '<li class="p-investigating">',
    ]);
    expect(folded).toContain('until the last one</p>');
    expect(folded).toContain('The queue is <strong>long</strong>.');
    expect(folded).toContain('<h5>What we learned</h5>');
    expect(folded).toContain('<b>Outgoing mail</b>');
  });

  test.each(pageLocales)('says in %s what opens it', async (locale) => {
    const html = await bodyOf(
      pageFacts({ ...facts, page: { defaultLocale: locale, locales: [locale] } }),
      '',
    );
    const summary = /<summary>(.*?)<\/summary>/s.exec(foldedIn(html)[0] ?? '')?.[1] ?? '';
    expect(summary.replace(/<svg.*?<\/svg>/gs, '')).toBe(pageWords(locale).allUpdates(3));
  });

  test('of which nothing was said has nothing to open', async () => {
    const silent = { ...over, updates: [] };
    expect(foldedIn(await bodyOf(pageFacts({ incidents: [silent] }), ''))).toEqual([]);
  });

  test('stands in the history with its last word, which leads to the rest', async () => {
    const html = await bodyOf(facts, 'history');
    expect(foldedIn(html)).toEqual([]);
    expect(html).toContain('class="last-word"');
  });
});
