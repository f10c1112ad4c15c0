import { fileDocuments } from '@/inngest/functions/status-pages/file-documents';
import type { PageRenderer } from '@/inngest/functions/status-pages/page-renderer';
import type { MadeDocuments } from '@/lib/snapshots/documents';
import { loadPageFacts } from '@/lib/snapshots/load-page-facts';
import { makeDocuments } from '@/lib/snapshots/make-documents';
import { makeManifest } from '@/lib/snapshots/make-manifest';
import { statusAssets } from '@/lib/snapshots/status-assets';
import type { PageMaker } from '@/lib/snapshots/turn-due-pages';
import { loadPageFile } from '@/lib/status-pages/load-page-file';

/** Facts, and everything that is sent of them. Only what is read of the database is done here. */
export function pageMaker(renderer: PageRenderer): PageMaker {
  return async (db, pageId) => {
    const facts = await loadPageFacts(db, pageId);
    if (facts === null) return null;
    const manifest = await makeManifest(db, facts);
    if (manifest === null) return null;
    const assets = statusAssets();
    const files = fileDocuments(facts.page.files, async ({ kind }) => {
      const bytes = await loadPageFile(db, pageId, kind);
      if (bytes === null) throw new Error(`the page has lost its ${kind}`);
      return bytes;
    });
    return {
      manifest,
      makeDocuments: async (order) => {
        const { badges, ...rendered } = await renderer.render({ facts, assets, order });
        return { badges, ...together(rendered, await makeDocuments(files, order)) };
      },
      builtAtMs: facts.builtAtMs,
      renderer: assets.renderer,
    };
  };
}

function together(one: MadeDocuments, other: MadeDocuments): MadeDocuments {
  return {
    wanted: new Set([...one.wanted, ...other.wanted]),
    fresh: [...one.fresh, ...other.fresh],
    made: one.made + other.made,
    failed: [...one.failed, ...other.failed],
  };
}
