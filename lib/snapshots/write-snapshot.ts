import { isDeepStrictEqual } from 'node:util';
import type { Db } from '@/db/client';
import type { DocumentOrder, FailedDocument, FreshDocument, MadeDocuments } from '@/lib/snapshots/documents';
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
} from '@/lib/snapshots/queries/stored-snapshots';
import type { BadgeFacts, SnapshotManifest } from '@/lib/snapshots/schema';

export type SnapshotInput = {
  pageId: string;
  manifest: Omit<SnapshotManifest, 'badges'>;
  /** Asked for once it is known what is kept. */
  makeDocuments: (order: DocumentOrder) => Promise<PageContent>;
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

/** Everything that is sent of a page. */
export type PageContent = MadeDocuments & { badges: Record<string, BadgeFacts> };

/**
 * Keeps the finished page. Only documents that are made of something else than what is stored are made and compressed, what is
 * not planned any more goes, and gateways are told where anything has changed. Everything in one transaction, one page at a
 * time.
 */
export async function writeSnapshot(db: Db, input: SnapshotInput): Promise<Written> {
  const { pageId, builtAtMs } = input;
  return await db.transaction(async (tx) => {
    await lockSnapshot(tx, pageId);
    const stored = await selectSnapshot(tx, pageId);
    if (stored !== null && stored.builtAtMs > builtAtMs && !stored.isAhead) {
      return { outcome: 'outdated', version: stored.version, made: 0, failed: [] };
    }
    const known = new Map((await selectSources(tx, pageId)).map((row) => [row.path, row]));
    const { wanted, fresh, made, failed, badges } = await input.makeDocuments(orderOf(input, known));
    const manifest = { ...input.manifest, badges };
    const isOther = ({ path, etag }: FreshDocument) => known.get(path)?.etag !== etag;
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

function orderOf({ manifest, renderer }: SnapshotInput, known: ReadonlyMap<string, { source: string }>) {
  return {
    renderer,
    slug: manifest.slug,
    hasDomain: manifest.hostnames.length > 0,
    known: new Map([...known].map(([path, { source }]) => [path, source])),
  };
}

/** When the newest check was says nothing of the page, and is another one each time. */
function saysOtherwise(stored: Record<string, unknown>, manifest: SnapshotManifest): boolean {
  const { checkedAtMs: _before, ...before } = stored;
  const { checkedAtMs: _after, ...after } = manifest;
  return !isDeepStrictEqual(before, JSON.parse(JSON.stringify(after)));
}
