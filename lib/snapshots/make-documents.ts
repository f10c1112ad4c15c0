import { createHash } from 'node:crypto';
import { basePlaceholder, rootPrefix } from '@/lib/snapshots/constants';
import type {
  DocumentOrder,
  DocumentPlan,
  FailedDocument,
  FreshDocument,
  MadeDocuments,
  PageDocument,
} from '@/lib/snapshots/documents';
import { packDocument } from '@/lib/snapshots/pack-document';
import { readDocumentPath } from '@/lib/snapshots/rules/document-path';

/** Makes and compresses what is made of something else than what is kept. */
export async function makeDocuments(
  plans: readonly DocumentPlan[],
  order: DocumentOrder,
): Promise<MadeDocuments> {
  const fresh: FreshDocument[] = [];
  return { ...(await makeEachDocument(plans, order, (document) => fresh.push(document))), fresh };
}

/** The same; `onFresh` has each document as soon as it is there, and nobody else keeps it. */
export async function makeEachDocument(
  plans: readonly DocumentPlan[],
  { renderer, slug, hasDomain, known }: DocumentOrder,
  onFresh: (document: FreshDocument) => void,
): Promise<Omit<MadeDocuments, 'fresh'>> {
  const wanted = new Set<string>();
  const keep = (document: FreshDocument) => {
    wanted.add(document.path);
    onFresh(document);
  };
  const hashSource = sourceHasher([renderer, slug, String(hasDomain)]);
  const failed: FailedDocument[] = [];
  let made = 0;
  for (const plan of plans) {
    const { path, make } = plan;
    if (readDocumentPath(path) !== path) throw new Error(`no document can have the path ${path}`);
    const source = hashSource(plan.source);
    const twin = rootPrefix + path;
    if (known.get(path) === source) {
      wanted.add(path);
      if (known.has(twin)) wanted.add(twin);
      continue;
    }
    let document: PageDocument;
    try {
      document = await make();
    } catch (error) {
      if (plan.isOptional !== true) throw error;
      failed.push({ path, error });
      for (const before of [path, twin]) if (known.has(before)) wanted.add(before);
      continue;
    }
    made += 1;
    keep({ path, source, ...(await packDocument(withBase(document, `/status/${slug}`))) });
    if (!hasDomain || !namesBase(document)) continue;
    keep({ path: twin, source, ...(await packDocument(withBase(document, ''))) });
  }
  return { wanted, made, failed };
}

function namesBase({ body }: PageDocument): boolean {
  return typeof body === 'string' && body.includes(basePlaceholder);
}

function withBase(document: PageDocument, base: string): PageDocument {
  const { body } = document;
  return typeof body === 'string' ? { ...document, body: body.replaceAll(basePlaceholder, base) } : document;
}

/** What many documents depend on is long, and hashed once. */
function sourceHasher(common: readonly string[]): (source: DocumentPlan['source']) => string {
  const known = new Map<string, string>();
  const shortened = (part: string) => {
    if (part.length < 500) return part;
    const hash = known.get(part) ?? hashOf(part);
    known.set(part, hash);
    return hash;
  };
  return (source) => {
    const parts = typeof source === 'string' ? [source] : source;
    return hashOf(JSON.stringify([...common, ...parts.map(shortened)]));
  };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
