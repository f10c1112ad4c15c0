import type { Db } from '@/db/client';
import type { Snapshot, StoredDocument } from '@/lib/snapshots/documents';
import { selectNow } from '@/lib/snapshots/queries/now';
import {
  type SnapshotState,
  selectDocument,
  selectDocuments,
  selectIsWhole,
  selectServed,
  selectStates,
  selectTags,
} from '@/lib/snapshots/queries/served-snapshots';
import { documentMeta, snapshotManifest } from '@/lib/snapshots/schema';

/**
 * `nowMs`: the clock of the database, which also stamped `confirmedAt`. `isWhole`: false while a backup is put back, when pages are
 * missing that are not gone.
 */
export type SnapshotStates = { nowMs: number; states: SnapshotState[]; isWhole: boolean };

/** Every published page that has a snapshot: what a gateway compares with what it has. */
export async function listSnapshotStates(db: Db): Promise<SnapshotStates> {
  // Asked first: what is whole then was so when the rows were read.
  const isWhole = await selectIsWhole(db);
  const states = await selectStates(db);
  return { nowMs: await selectNow(db), states, isWhole };
}

/** Whether a page that is not found is gone, or only not put back yet. */
export async function isDatabaseWhole(db: Db): Promise<boolean> {
  return await selectIsWhole(db);
}

export type LoadedSnapshot = Snapshot & {
  /** Of all its documents: what each is now. */
  tags: { path: string; etag: string }[];
  /** Those that changed after the version that was asked for. */
  documents: StoredDocument[];
};

const oneInstant = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const;

/** Null of a page that has none, or is not published. `afterVersion` 0: with all documents. */
export async function loadSnapshot(
  db: Db,
  pageId: string,
  afterVersion: number,
): Promise<LoadedSnapshot | null> {
  return await db.transaction(async (tx) => {
    const snapshot = await findSnapshot(tx, pageId);
    if (snapshot === null) return null;
    const since = afterVersion > snapshot.version ? 0 : afterVersion;
    const documents = (await selectDocuments(tx, pageId, since)).map(toStored);
    return { ...snapshot, tags: await selectTags(tx, pageId), documents };
  }, oneInstant);
}

/** Who may read it is said as it is now: of a page that is made private, nothing is shown until it is made anew. */
export async function findSnapshot(db: Db, pageId: string): Promise<Snapshot | null> {
  const row = await selectServed(db, pageId);
  if (row === null) return null;
  const { access, accessVersion, allowedRanges } = row;
  return {
    version: row.version,
    manifest: { ...snapshotManifest.parse(row.manifest), access, accessVersion, allowedRanges },
    builtAtMs: row.builtAt.getTime(),
    confirmedAtMs: row.confirmedAt.getTime(),
  };
}

export async function findDocument(db: Db, pageId: string, path: string): Promise<StoredDocument | null> {
  const row = await selectDocument(db, pageId, path);
  return row === null ? null : toStored(row);
}

function toStored(row: NonNullable<Awaited<ReturnType<typeof selectDocument>>>): StoredDocument {
  return { ...row, meta: documentMeta.parse(row.meta) };
}
