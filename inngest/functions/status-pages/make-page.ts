import { shownDocuments } from '@/inngest/functions/status-pages/render-page';
import { dataDocuments } from '@/lib/snapshots/data-documents';
import { loadPageFacts } from '@/lib/snapshots/load-page-facts';
import { makeDocuments } from '@/lib/snapshots/make-documents';
import { makeManifest } from '@/lib/snapshots/make-manifest';
import { badgeFactsOf } from '@/lib/snapshots/rules/page-badges';
import { viewPage } from '@/lib/snapshots/rules/view-page';
import { statusAssets } from '@/lib/snapshots/status-assets';
import type { PageMaker } from '@/lib/snapshots/turn-due-pages';
import { loadPageFile } from '@/lib/status-pages/load-page-file';

/** Facts, what is shown of them, and everything that is sent of that. */
export const makePage: PageMaker = async (db, pageId) => {
  const facts = await loadPageFacts(db, pageId);
  if (facts === null) return null;
  const view = viewPage(facts);
  const manifest = await makeManifest(db, facts);
  if (manifest === null) return null;
  const shown = shownDocuments(view, {
    loadFile: async ({ kind }) => {
      const bytes = await loadPageFile(db, pageId, kind);
      if (bytes === null) throw new Error(`the page has lost its ${kind}`);
      return bytes;
    },
  });
  return {
    manifest,
    makeDocuments: async (order) => ({
      badges: badgeFactsOf(view),
      ...(await makeDocuments([...dataDocuments(view), ...shown], order)),
    }),
    builtAtMs: facts.builtAtMs,
    renderer: statusAssets().renderer,
  };
};
