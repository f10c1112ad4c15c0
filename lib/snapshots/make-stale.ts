import { plainBytes } from '@/lib/snapshots/answer-document';
import { stalePlaceholder } from '@/lib/snapshots/constants';
import type { StoredDocument } from '@/lib/snapshots/documents';
import { packDocument } from '@/lib/snapshots/pack-document';

/**
 * The same document, which says since when it is stale; one that has no place for it stays as it is. `{time}` of its banner becomes a
 * `<time>`, which reads well without a script and is put into the visitor's language and zone by one.
 */
export async function makeStale(document: StoredDocument, staleSinceMs: number): Promise<StoredDocument> {
  const { contentType, csp, isFramable, isImmutable, staleBanner } = document.meta;
  if (staleBanner === null) return document;
  const since = new Date(staleSinceMs).toISOString();
  const readable = `${since.slice(0, 10)} ${since.slice(11, 16)} UTC`;
  const banner = staleBanner.replace('{time}', `<time datetime="${since}">${readable}</time>`);
  const body = plainBytes(document)
    .toString('utf8')
    .replace(stalePlaceholder, () => banner);
  const made = { contentType, body, isFramable, isImmutable, staleBanner, ...(csp === null ? {} : { csp }) };
  return { path: document.path, version: document.version, ...(await packDocument(made)) };
}
