import { ByteCache } from '@/lib/gateway/internal/byte-cache';
import { type Slot, weightOf } from '@/lib/gateway/internal/served-page';
import { type FiledDocument, readDocument } from '@/lib/gateway/internal/snapshot-file';
import type { StoredDocument } from '@/lib/snapshots/documents';
import { makeStale } from '@/lib/snapshots/make-stale';

type Found = StoredDocument | Promise<StoredDocument>;

/** Documents that were asked for last, and those that are not on disk yet. However many ask for one, it is read or made once. */
export class DocumentMemory {
  readonly #cache: ByteCache<object, StoredDocument>;
  readonly #making = new Map<object, Promise<StoredDocument>>();

  constructor(limitBytes: number) {
    this.#cache = new ByteCache(limitBytes);
  }

  /** At once where it is in memory. Rejects where its file is gone or damaged. */
  get(slot: Slot): Found {
    return slot.unsaved ?? this.#cache.get(slot) ?? this.#once(slot, () => read(slot));
  }

  /** The same, for somebody who wants all of a page once: what visitors ask for is not pushed out by it. */
  async peek(slot: Slot): Promise<StoredDocument> {
    return slot.unsaved ?? this.#cache.get(slot) ?? (await read(slot));
  }

  /** With the words on being stale. */
  getStale(slot: Slot, sinceMs: number): Found {
    if (slot.stale?.sinceMs !== sinceMs) slot.stale = { sinceMs };
    const key = slot.stale;
    return this.#cache.get(key) ?? this.#once(key, async () => makeStale(await this.get(slot), sinceMs));
  }

  /** It is on disk now, and may be forgotten. */
  release(slot: Slot, place: { file: { file: string; blobStart: number }; filed: FiledDocument }): void {
    slot.place = place;
    if (slot.unsaved !== null) this.#cache.set(slot, slot.unsaved, weightOf(slot.unsaved));
    slot.unsaved = null;
  }

  #once(key: object, make: () => Promise<StoredDocument>): Promise<StoredDocument> {
    const known = this.#making.get(key);
    if (known !== undefined) return known;
    const making = make()
      .then((document) => {
        this.#cache.set(key, document, weightOf(document));
        return document;
      })
      .finally(() => this.#making.delete(key));
    this.#making.set(key, making);
    return making;
  }
}

async function read({ place }: Slot): Promise<StoredDocument> {
  if (place === null) throw new Error('a document is neither in memory nor on disk');
  return await readDocument(place.file, place.filed);
}
