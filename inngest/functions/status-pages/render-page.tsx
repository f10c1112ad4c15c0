import { htmlDocuments } from '@/components/status-pages/public/html-documents';
import { pictureDocument } from '@/inngest/functions/status-pages/render-picture';
import type { DocumentPlan } from '@/lib/snapshots/documents';
import type { PageFileFacts } from '@/lib/snapshots/rules/facts';
import type { PageView } from '@/lib/snapshots/rules/page-view';
import { statusAssets } from '@/lib/snapshots/status-assets';

type Deps = {
  /** The bytes of a logo or favicon; asked only where they are not stored yet. */
  loadFile: (file: PageFileFacts) => Promise<Uint8Array>;
};

/** Everything of a page that people see: HTML in each language, its picture, its files, and a word to robots. */
export function shownDocuments(view: PageView, { loadFile }: Deps): DocumentPlan[] {
  const assets = statusAssets();
  return [
    ...htmlDocuments(view, assets),
    pictureDocument(view, assets.renderer),
    robotsDocument(view),
    ...eachOnce(view.page.files).map((file) => fileDocument(file, loadFile)),
  ];
}

/** An SVG that is opened by itself may style itself, and nothing more. */
const filePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'none'";

/** One picture may be two logos, and has one address. */
function eachOnce(files: readonly PageFileFacts[]): PageFileFacts[] {
  return [...new Map(files.map((file) => [file.path, file])).values()];
}

function fileDocument(file: PageFileFacts, loadFile: Deps['loadFile']): DocumentPlan {
  return {
    path: file.path,
    source: `${file.path} ${file.contentType}`,
    make: async () => ({
      contentType: file.contentType,
      body: await loadFile(file),
      csp: filePolicy,
      isImmutable: true,
    }),
  };
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
