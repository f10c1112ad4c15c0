import type { FiledDocument, SnapshotFile } from '@/lib/gateway/internal/snapshot-file';
import type { Snapshot, StoredDocument } from '@/lib/snapshots/documents';
import type { LoadedSnapshot } from '@/lib/snapshots/load-snapshots';

/** One document of a page: in memory only, on disk only, or both. */
export type Slot = {
  /** Not on disk yet, and kept whatever else is asked for. */
  unsaved: StoredDocument | null;
  place: { file: Pick<SnapshotFile, 'file' | 'blobStart'>; filed: FiledDocument } | null;
  /** Stands for the same document with its words on being stale; another one for each instant since when it is. */
  stale: { sinceMs: number } | null;
};

export type ServedPage = Snapshot & {
  documents: ReadonlyMap<string, Slot>;
  file: string | null;
  /** Of what is written in the file about who may read it. */
  filedAccessVersion: number | null;
  /** By the monotonic clock: when the database was asked for it. */
  askedMs: number;
};

export function pageOfFile({ documents, file, blobStart, ...snapshot }: SnapshotFile): ServedPage {
  const slots = documents.map((filed): [string, Slot] => [
    filed.path,
    { unsaved: null, place: { file: { file, blobStart }, filed }, stale: null },
  ]);
  return {
    ...snapshot,
    documents: new Map(slots),
    file,
    filedAccessVersion: snapshot.manifest.accessVersion,
    askedMs: Number.NEGATIVE_INFINITY,
  };
}

/**
 * The page as it is now, of what changed and of what we have. Null where that leaves a document out, or where ours is another one though
 * its version says that it has not changed: a backup was put back.
 */
export function mergePage(
  known: ServedPage | undefined,
  loaded: LoadedSnapshot,
  askedMs: number,
): ServedPage | null {
  const { tags, documents, ...snapshot } = loaded;
  const fresh = new Map(documents.map((document) => [document.path, document]));
  const slots = new Map<string, Slot>();
  for (const { path, etag } of tags) {
    const document = fresh.get(path);
    const slot =
      document === undefined ? known?.documents.get(path) : { unsaved: document, place: null, stale: null };
    if (slot === undefined || tagOfSlot(slot) !== etag) return null;
    slots.set(path, slot);
  }
  const { file = null, filedAccessVersion = null } = known ?? {};
  return { ...snapshot, documents: slots, file, filedAccessVersion, askedMs };
}

function tagOfSlot({ unsaved, place }: Slot): string | undefined {
  return unsaved?.etag ?? place?.filed.etag;
}

/** What is unpacked of it is kept elsewhere, within a limit of its own. */
export function weightOf({ br, gzip, plain }: StoredDocument): number {
  return 1000 + (br?.length ?? 0) + (gzip?.length ?? 0) + (plain?.length ?? 0);
}
