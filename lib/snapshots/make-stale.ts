import { plainBytes } from '@/lib/snapshots/answer-document';
import { stalePlaceholder } from '@/lib/snapshots/constants';
import type { StoredDocument } from '@/lib/snapshots/documents';
import { packDocument } from '@/lib/snapshots/pack-document';

/** The same document, which says since when it is stale; one that has no place for it stays as it is. */
export async function makeStale(document: StoredDocument, staleSinceMs: number): Promise<StoredDocument> {
  const { contentType, csp, isFramable, isImmutable, staleBanner } = document.meta;
  if (staleBanner === null) return document;
  const banner = staleBanner.replaceAll('{time}', new Date(staleSinceMs).toISOString());
  const body = plainBytes(document)
    .toString('utf8')
    .replace(stalePlaceholder, () => banner);
  const made = { contentType, body, isFramable, isImmutable, staleBanner, ...(csp === null ? {} : { csp }) };
  return { path: document.path, version: document.version, ...(await packDocument(made)) };
}
