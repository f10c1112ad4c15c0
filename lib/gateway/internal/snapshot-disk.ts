import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from '@/lib/core/logger';
import {
  readSnapshotFile,
  type SnapshotFile,
  writeSnapshotFile,
  writeWhole,
} from '@/lib/gateway/internal/snapshot-file';
import type { Snapshot, StoredDocument } from '@/lib/snapshots/documents';

const fileName = /^(pag_[0-9a-z]{26})\.\d{1,16}\.[0-9a-f]{8}\.snapshot$/;
const confirmationsName = 'confirmed.json';

/** A folder of pages, one file each. What cannot be read is thrown away: the database has it. */
export class SnapshotDisk {
  readonly #folder: string;
  readonly #logger: Logger;

  constructor(folder: string, logger: Logger) {
    this.#folder = folder;
    this.#logger = logger;
  }

  /** All pages there are, the newest version of each. */
  async readAll(): Promise<SnapshotFile[]> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const names = (await readdir(this.#folder)).filter(isOurs);
    const confirmed = await this.#readConfirmations();
    const newest = new Map<string, SnapshotFile>();
    for (const name of names) {
      const [, pageId = ''] = fileName.exec(name) ?? [];
      const found = pageId === '' ? null : await this.#read(name);
      if (found?.manifest.pageId !== pageId) continue;
      const known = newest.get(pageId);
      if (known === undefined || isNewer(found, known)) newest.set(pageId, found);
    }
    const kept = new Set([...newest.values()].map(({ file }) => path.basename(file)));
    for (const name of names) if (!kept.has(name)) await this.remove(this.#pathOf(name));
    return [...newest].map(([pageId, found]) => ({
      ...found,
      confirmedAtMs: Math.max(found.confirmedAtMs, confirmed[pageId] ?? 0),
    }));
  }

  async write(snapshot: Snapshot, documents: readonly StoredDocument[]): Promise<SnapshotFile> {
    return await writeSnapshotFile(this.#folder, snapshot, documents);
  }

  async remove(file: string): Promise<void> {
    await rm(file, { force: true }).catch((error: unknown) => {
      this.#logger.warn({ err: error, file }, 'a snapshot cannot be removed');
    });
  }

  /** When pages were last found to be right, which changes without their files. */
  async writeConfirmations(confirmed: Readonly<Record<string, number>>): Promise<void> {
    await writeWhole(this.#pathOf(confirmationsName), [Buffer.from(JSON.stringify(confirmed))]);
  }

  async #readConfirmations(): Promise<Readonly<Record<string, number>>> {
    try {
      const parsed: unknown = JSON.parse(await readFile(this.#pathOf(confirmationsName), 'utf8'));
      const entries = Object.entries(parsed ?? {});
      return Object.fromEntries(entries.filter(([, value]) => typeof value === 'number'));
    } catch {
      return {};
    }
  }

  async #read(name: string): Promise<SnapshotFile | null> {
    try {
      return await readSnapshotFile(this.#pathOf(name));
    } catch (error) {
      this.#logger.warn({ err: error, name }, 'a snapshot on disk cannot be read and is fetched again');
      return null;
    }
  }

  #pathOf(name: string): string {
    return path.join(this.#folder, name);
  }
}

function isNewer(one: SnapshotFile, other: SnapshotFile): boolean {
  return (
    one.version > other.version ||
    (one.version === other.version && one.manifest.accessVersion > other.manifest.accessVersion)
  );
}

/** Also what a crash left half-written. Anything else in the folder is somebody else's. */
function isOurs(name: string): boolean {
  return (
    fileName.test(name.replace(/\.[0-9a-f-]{36}\.new$/, '')) ||
    /^confirmed\.json\.[0-9a-f-]{36}\.new$/.test(name)
  );
}
