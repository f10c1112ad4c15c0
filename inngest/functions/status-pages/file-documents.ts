import type { DocumentPlan } from '@/lib/snapshots/documents';
import type { PageFileFacts } from '@/lib/snapshots/rules/facts';

/** The bytes of a logo or favicon; asked only where they are not stored yet. */
type LoadFile = (file: PageFileFacts) => Promise<Uint8Array>;

/** The files of a page, each once: one picture may be two logos, and has one address. */
export function fileDocuments(files: readonly PageFileFacts[], loadFile: LoadFile): DocumentPlan[] {
  const each = new Map(files.map((file) => [file.path, file])).values();
  return [...each].map((file) => fileDocument(file, loadFile));
}

/** An SVG that is opened by itself may style itself, and nothing more. */
const filePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'none'";

function fileDocument(file: PageFileFacts, loadFile: LoadFile): DocumentPlan {
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
