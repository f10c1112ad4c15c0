import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Db } from '@/db/client';
import { basePlaceholder, rootPrefix } from '@/lib/snapshots/constants';
import type { DocumentPlan, PageDocument } from '@/lib/snapshots/documents';
import { packDocument } from '@/lib/snapshots/pack-document';
import { selectNow } from '@/lib/snapshots/queries/now';
import {
  deleteDocuments,
  lockSnapshot,
  notifyGateways,
  selectSnapshot,
  selectSources,
  updateSources,
  upsertDocuments,
  upsertSnapshot,
  type WrittenDocument,
} from '@/lib/snapshots/queries/stored-snapshots';
import { readDocumentPath } from '@/lib/snapshots/rules/document-path';
import type { SnapshotManifest } from '@/lib/snapshots/schema';

export type SnapshotInput = {
  pageId: string;
  manifest: SnapshotManifest;
  plans: readonly DocumentPlan[];
  /** When its facts were read, by the clock of the database. */
  builtAtMs: number;
  /** Names what makes the documents; where it is another one, all are made anew. */
  renderer: string;
};

/**
 * `outdated`: a newer rendering is there already. `made`: how many documents had to be made. `failed`: optional ones that could not
 * be, and are tried again at the next writing.
 */
export type Written = {
  outcome: 'changed' | 'confirmed' | 'outdated';
  version: number;
  made: number;
  failed: readonly FailedDocument[];
};

export type FailedDocument = { path: string; error: unknown };

/**
 * Keeps the finished page. Only documents that are made of something else than what is stored are made and compressed, what is
 * not planned any more goes, and gateways are told where anything has changed. Everything in one transaction, one page at a
 * time.
 */
export async function writeSnapshot(db: Db, input: SnapshotInput): Promise<Written> {
  const { pageId, manifest, builtAtMs } = input;
  return await db.transaction(async (tx) => {
    await lockSnapshot(tx, pageId);
    const stored = await selectSnapshot(tx, pageId);
    if (stored !== null && stored.builtAtMs > builtAtMs && !stored.isAhead) {
      return { outcome: 'outdated', version: stored.version, made: 0, failed: [] };
    }
    const known = new Map((await selectSources(tx, pageId)).map((row) => [row.path, row]));
    const { wanted, fresh, made, failed } = await makeDocuments(input, known);
    const isOther = ({ path, etag }: WrittenDocument) => known.get(path)?.etag !== etag;
    const changed = fresh.filter(isOther);
    const gone = [...known.keys()].filter((path) => !wanted.has(path));
    const isChanged =
      stored === null || changed.length > 0 || gone.length > 0 || saysOtherwise(stored.manifest, manifest);
    // Never one that was there before, not even where the page was away meanwhile.
    const version = isChanged
      ? Math.max((stored?.version ?? 0) + 1, Math.floor(await selectNow(tx)))
      : stored.version;
    await upsertSnapshot(tx, { pageId, version, manifest, builtAtMs });
    await upsertDocuments(tx, { pageId, version }, changed);
    await updateSources(
      tx,
      pageId,
      fresh.filter((document) => !isOther(document)),
    );
    await deleteDocuments(tx, pageId, gone);
    if (isChanged) await notifyGateways(tx, pageId, version);
    return { outcome: isChanged ? 'changed' : 'confirmed', version, made, failed };
  });
}

/** When the newest check was says nothing of the page, and is another one each time. */
function saysOtherwise(stored: Record<string, unknown>, manifest: SnapshotManifest): boolean {
  const { checkedAtMs: _before, ...before } = stored;
  const { checkedAtMs: _after, ...after } = manifest;
  return !isDeepStrictEqual(before, JSON.parse(JSON.stringify(after)));
}

type Known = ReadonlyMap<string, { source: string }>;

const longestStretchMs = 10;

async function makeDocuments({ manifest, plans, renderer }: SnapshotInput, known: Known) {
  const wanted = new Set<string>();
  const fresh: WrittenDocument[] = [];
  const hasDomain = manifest.hostnames.length > 0;
  const hashSource = sourceHasher([renderer, manifest.slug, String(hasDomain)]);
  const failed: FailedDocument[] = [];
  let made = 0;
  let sinceMs = performance.now();
  for (const plan of plans) {
    // A page may have thousands of documents, and checks run in the same process: nothing else is held up for long.
    if (performance.now() - sinceMs > longestStretchMs) {
      await setImmediate();
      sinceMs = performance.now();
    }
    const { path, make } = plan;
    if (readDocumentPath(path) !== path) throw new Error(`no document can have the path ${path}`);
    const hash = hashSource(plan.source);
    const twin = rootPrefix + path;
    if (known.get(path)?.source === hash) {
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
    wanted.add(path);
    fresh.push({
      path,
      source: hash,
      ...(await packDocument(withBase(document, `/status/${manifest.slug}`))),
    });
    if (!hasDomain || !namesBase(document)) continue;
    wanted.add(twin);
    fresh.push({ path: twin, source: hash, ...(await packDocument(withBase(document, ''))) });
  }
  return { wanted, fresh, made, failed };
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
