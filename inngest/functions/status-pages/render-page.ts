import { htmlDocuments } from '@/components/status-pages/public/html-documents';
import { pictureDocument } from '@/inngest/functions/status-pages/render-picture';
import { dataDocuments } from '@/lib/snapshots/data-documents';
import type { DocumentOrder, DocumentPlan, FreshDocument } from '@/lib/snapshots/documents';
import { makeEachDocument } from '@/lib/snapshots/make-documents';
import type { PageFacts } from '@/lib/snapshots/rules/facts';
import { badgeFactsOf } from '@/lib/snapshots/rules/page-badges';
import type { PageView } from '@/lib/snapshots/rules/page-view';
import { viewPage } from '@/lib/snapshots/rules/view-page';
import type { StatusAssets } from '@/lib/snapshots/status-assets';
import type { PageContent } from '@/lib/snapshots/write-snapshot';

/** Plain data, so that it can be given to a thread. */
export type RenderJob = { facts: PageFacts; assets: StatusAssets; order: DocumentOrder };

/** What is shown of a page, and everything that is sent of that but its files: each document as soon as it is made, then the rest. */
export async function renderPage(
  { facts, assets, order }: RenderJob,
  onFresh: (document: FreshDocument) => void,
): Promise<Omit<PageContent, 'fresh'>> {
  const view = viewPage(facts);
  const plans = [...dataDocuments(view), ...shownDocuments(view, assets)];
  return { badges: badgeFactsOf(view), ...(await makeEachDocument(plans, order, onFresh)) };
}

/** What people see: HTML in each language, its picture, and a word to robots. */
export function shownDocuments(view: PageView, assets: StatusAssets): DocumentPlan[] {
  return [...htmlDocuments(view, assets), pictureDocument(view, assets.renderer), robotsDocument(view)];
}

function robotsDocument({ page }: PageView): DocumentPlan {
  const isSeen = page.isIndexed && page.isPublished && page.access === 'public';
  const body = `User-agent: *\n${isSeen ? 'Allow' : 'Disallow'}: /\n`;
  return {
    path: 'robots.txt',
    source: body,
    make: () => ({ contentType: 'text/plain; charset=utf-8', body }),
  };
}
