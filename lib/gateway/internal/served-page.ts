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
  /** By the monotonic clock: when the database was asked for it. */
  askedMs: number;
};

export function pageOfFile({ documents, file, blobStart, ...snapshot }: SnapshotFile): ServedPage {
  const slots = documents.map((filed): [string, Slot] => [
    filed.path,
    { unsaved: null, place: { file: { file, blobStart }, filed }, stale: null },
  ]);
  return { ...snapshot, documents: new Map(slots), file, askedMs: Number.NEGATIVE_INFINITY };
}

/** The page as it is now, of what changed and of what we have. Null where that leaves a document out. */
export function mergePage(
  known: ServedPage | undefined,
  loaded: LoadedSnapshot,
  askedMs: number,
): ServedPage | null {
  const { paths, documents, ...snapshot } = loaded;
  const fresh = new Map(documents.map((document) => [document.path, document]));
  const slots = new Map<string, Slot>();
  for (const path of paths) {
    const document = fresh.get(path);
    const slot =
      document === undefined ? known?.documents.get(path) : { unsaved: document, place: null, stale: null };
    if (slot === undefined) return null;
    slots.set(path, slot);
  }
  return { ...snapshot, documents: slots, file: known?.file ?? null, askedMs };
}

/** What unpacking it may add is counted at once, so that no manner of asking makes more of it. */
export function weightOf({ br, gzip, plain }: StoredDocument): number {
  return 1000 + (br?.length ?? 0) + 5 * (gzip?.length ?? 0) + (plain?.length ?? 0);
}
