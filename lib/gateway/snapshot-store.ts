import { z } from 'zod';
import type { Logger } from '@/lib/core/logger';
import { DocumentMemory } from '@/lib/gateway/internal/document-memory';
import { PageIndex } from '@/lib/gateway/internal/page-index';
import { mergePage, pageOfFile, type ServedPage, type Slot } from '@/lib/gateway/internal/served-page';
import type { SnapshotDisk } from '@/lib/gateway/internal/snapshot-disk';
import type { SnapshotSource } from '@/lib/gateway/internal/snapshot-source';
import { staleAfterMs } from '@/lib/snapshots/constants';
import type { StoredDocument } from '@/lib/snapshots/documents';
import type { SnapshotStates } from '@/lib/snapshots/load-snapshots';

type Options = {
  source: SnapshotSource;
  disk: SnapshotDisk;
  logger: Logger;
  nowMs: () => number;
  monotonicMs: () => number;
  /** Of documents in memory, as they may be unpacked. */
  memoryBytes: number;
};

const pullsAtOnce = 2;
const noticeSchema = z.object({ page_id: z.string().max(40), version: z.int().min(0) });

/** For now: the database has it, and is away. */
export class DocumentLostError extends Error {
  override readonly name = 'DocumentLostError';
}

/**
 * The finished pages that a gateway answers with: all of them on disk, and in memory what is asked for. The database tells of new
 * versions; while it is away everything stays as it is, for as long as it takes. A page goes only when the database says so.
 */
export class SnapshotStore {
  readonly pages = new PageIndex();
  readonly #options: Options;
  readonly #memory: DocumentMemory;
  readonly #wanted = new Set<string>();
  readonly #pulling = new Map<string, Promise<void>>();
  /** Their files are not what was written: they are fetched whole. */
  readonly #damaged = new Set<string>();
  /** Those that could not be fetched: the next look at the database tries again. */
  readonly #missed = new Set<string>();
  #polling: Promise<void> | null = null;
  /** How far the clock of the database is ahead of ours. */
  #skewMs = 0;
  #isDiskWell = true;
  #isDatabaseWell = true;

  constructor(options: Options) {
    this.#options = options;
    this.#memory = new DocumentMemory(options.memoryBytes);
  }

  /** What the last run left. */
  async readDisk(): Promise<void> {
    try {
      for (const file of await this.#options.disk.readAll()) this.pages.set(pageOfFile(file));
    } catch (error) {
      this.#complainOfDisk(error);
    }
  }

  /** By the clock that stamped the pages. */
  nowMs(): number {
    return this.#options.nowMs() + this.#skewMs;
  }

  /** When the page was last found to be right, where that is too long ago. */
  staleSinceMs(page: ServedPage): number | null {
    return this.nowMs() - page.confirmedAtMs > staleAfterMs ? page.confirmedAtMs : null;
  }

  /** At once where it is in memory; null where the page has no such document. Rejects with a DocumentLostError where neither disk nor database can give it. */
  document(page: ServedPage, path: string): StoredDocument | Promise<StoredDocument | null> | null {
    const slot = page.documents.get(path);
    if (slot === undefined) return null;
    const sinceMs = this.staleSinceMs(page);
    const found = sinceMs === null ? this.#memory.get(slot) : this.#memory.getStale(slot, sinceMs);
    return found instanceof Promise
      ? found.catch((error: unknown) => this.#recover(page.manifest.pageId, { path, slot, error }))
      : found;
  }

  /** Its file has been replaced while it was read; or it is damaged, and the database has the page whole. */
  async #recover(
    pageId: string,
    { path, slot, error }: { path: string; slot: Slot; error: unknown },
  ): Promise<StoredDocument | null> {
    if (this.pages.get(pageId)?.documents.get(path) === slot) {
      this.#options.logger.warn({ err: error, pageId }, 'a snapshot on disk is damaged and is fetched again');
      this.#damaged.add(pageId);
      this.pull(pageId);
      await this.settle();
    }
    const page = this.pages.get(pageId);
    const current = page?.documents.get(path);
    if (current === undefined) return null;
    try {
      return await this.#memory.get(current);
    } catch (cause) {
      throw new DocumentLostError('neither disk nor database has the document', { cause });
    }
  }

  /** A notice of the database: something is new about a page. */
  notice(payload: string): void {
    const notice = readNotice(payload);
    if (notice === null || notice.version === this.pages.get(notice.page_id)?.version) return;
    this.pull(notice.page_id);
  }

  /** Compares everything with the database. Failing changes nothing. */
  async poll(): Promise<void> {
    this.#polling ??= this.#poll().finally(() => {
      this.#polling = null;
    });
    await this.#polling;
  }

  async #poll(): Promise<void> {
    const { source, logger, monotonicMs, nowMs } = this.#options;
    const askedMs = monotonicMs();
    try {
      const listed = await source.listStates();
      this.#skewMs = listed.nowMs - nowMs();
      await this.#compare(listed, askedMs);
      const confirmed = [...this.pages.all()].map(({ manifest, confirmedAtMs }) => [
        manifest.pageId,
        confirmedAtMs,
      ]);
      await this.#onDisk((disk) => disk.writeConfirmations(Object.fromEntries(confirmed)));
      if (!this.#isDatabaseWell) logger.info('new status pages can be asked for again');
      this.#isDatabaseWell = true;
    } catch (error) {
      if (this.#isDatabaseWell) {
        logger.warn({ err: error }, 'cannot ask for new status pages; the last ones are served');
      }
      this.#isDatabaseWell = false;
    }
  }

  async #compare({ states, isWhole }: SnapshotStates, askedMs: number): Promise<void> {
    const listed = new Set<string>();
    for (const { pageId, version, confirmedAt, ...access } of states) {
      listed.add(pageId);
      const page = this.pages.get(pageId);
      const isSame = page?.version === version;
      if (isSame) page.confirmedAtMs = confirmedAt.getTime();
      const isOpenToSame = page?.manifest.accessVersion === access.accessVersion;
      // Who may not read it any more must not, whether or not somebody makes it anew, and whether or not it can be fetched.
      if (!isOpenToSame && page !== undefined && page.askedMs < askedMs) {
        page.manifest = { ...page.manifest, ...access };
      }
      if (!isSame || !isOpenToSame || this.#missed.has(pageId)) this.pull(pageId);
    }
    if (!isWhole) return;
    for (const page of [...this.pages.all()]) {
      // One that came while we asked is not missing.
      if (!listed.has(page.manifest.pageId) && page.askedMs < askedMs) await this.#drop(page.manifest.pageId);
    }
  }

  /** Fetches what is new of a page; a few pages at a time, each once. */
  pull(pageId: string): void {
    this.#wanted.add(pageId);
    for (const next of this.#wanted) {
      if (this.#pulling.size >= pullsAtOnce) return;
      if (!this.#pulling.has(next)) this.#begin(next);
    }
  }

  #begin(pageId: string): void {
    this.#wanted.delete(pageId);
    const pulling = this.#pull(pageId)
      .catch((error: unknown) => {
        this.#missed.add(pageId);
        this.#options.logger.warn(
          { err: error, pageId },
          'a status page cannot be fetched; the last one is served',
        );
      })
      .finally(() => {
        this.#pulling.delete(pageId);
        const [next] = this.#wanted;
        if (next !== undefined) this.pull(next);
      });
    this.#pulling.set(pageId, pulling);
  }

  /** Until nothing more is being fetched. */
  async settle(): Promise<void> {
    while (this.#pulling.size > 0) await Promise.all(this.#pulling.values());
  }

  async #pull(pageId: string): Promise<void> {
    const { source, monotonicMs } = this.#options;
    const askedMs = monotonicMs();
    const known = this.#damaged.has(pageId) ? undefined : this.pages.get(pageId);
    let loaded = await source.load(pageId, known?.version ?? 0);
    let page = loaded === null ? null : mergePage(known, loaded, askedMs);
    if (loaded !== null && page === null) {
      loaded = await source.load(pageId, 0);
      page = loaded === null ? null : mergePage(undefined, loaded, askedMs);
    }
    if (page === null) {
      if (this.pages.get(pageId) !== undefined && !(await source.isWhole())) return;
      return await this.#drop(pageId);
    }
    const current = this.pages.get(pageId)?.manifest;
    if (current !== undefined && current.accessVersion > page.manifest.accessVersion) {
      // It was closed while this was under way, and stays so until what is fetched says it too.
      const { access, accessVersion, allowedRanges } = current;
      page.manifest = { ...page.manifest, access, accessVersion, allowedRanges };
    }
    this.pages.set(page);
    this.#damaged.delete(pageId);
    this.#missed.delete(pageId);
    await this.#onDisk((disk) => this.#save(disk, page));
  }

  async #save(disk: SnapshotDisk, page: ServedPage): Promise<void> {
    const { file: previous, filedAccessVersion } = page;
    const { pageId, accessVersion } = page.manifest;
    const documents = await Promise.all([...page.documents.values()].map((slot) => this.#memory.peek(slot)));
    const file = await disk.write(page, documents).catch(async (error: unknown) => {
      // After a restart, rather no page than one that is not for everybody any more.
      if (previous !== null && filedAccessVersion !== accessVersion) await disk.remove(previous);
      throw error;
    });
    if (this.pages.get(pageId) !== page) return await disk.remove(file.file);
    for (const filed of file.documents) {
      const slot = page.documents.get(filed.path);
      if (slot !== undefined) this.#memory.release(slot, { file, filed });
    }
    page.file = file.file;
    page.filedAccessVersion = accessVersion;
    if (previous !== null) await disk.remove(previous);
  }

  async #drop(pageId: string): Promise<void> {
    const page = this.pages.get(pageId);
    this.pages.delete(pageId);
    this.#missed.delete(pageId);
    if (page !== undefined && page.file !== null) await this.#options.disk.remove(page.file);
  }

  async #onDisk(act: (disk: SnapshotDisk) => Promise<void>): Promise<void> {
    try {
      await act(this.#options.disk);
      this.#isDiskWell = true;
    } catch (error) {
      this.#complainOfDisk(error);
    }
  }

  /** Memory serves as well; so it is said once, not with every page. */
  #complainOfDisk(error: unknown): void {
    if (this.#isDiskWell) this.#options.logger.error({ err: error }, 'status pages cannot be kept on disk');
    this.#isDiskWell = false;
  }

  async close(): Promise<void> {
    this.#wanted.clear();
    await this.#options.source.close();
    await this.settle();
  }
}

function readNotice(payload: string): z.output<typeof noticeSchema> | null {
  try {
    return noticeSchema.parse(JSON.parse(payload));
  } catch {
    return null;
  }
}
