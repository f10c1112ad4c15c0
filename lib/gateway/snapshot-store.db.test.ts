import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { pageDocuments, pageSnapshots, statusPages } from '@/db/schema/status-pages';
import { freshDatabase } from '@/db/testing/database';
import { SnapshotDisk } from '@/lib/gateway/internal/snapshot-disk';
import { createSnapshotSource, type SnapshotSource } from '@/lib/gateway/internal/snapshot-source';
import { SnapshotStore } from '@/lib/gateway/snapshot-store';
import { plainBytes } from '@/lib/snapshots/answer-document';
import { dataPlan, htmlPlan, snapshotOf, storePage } from '@/lib/snapshots/testing/stored-page';
import { writeSnapshot } from '@/lib/snapshots/write-snapshot';

const logger = pino({ level: 'silent' });
let database: Database & { url: string };
let folder: string;
const cleanUps: (() => unknown)[] = [];

beforeEach(async () => {
  database = await freshDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'stillup-store-'));
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

function openStore(
  change: (source: SnapshotSource) => SnapshotSource = (source) => source,
  disk = new SnapshotDisk(folder, logger),
) {
  const store = new SnapshotStore({
    source: change(createSnapshotSource(database.url)),
    disk,
    logger,
    nowMs: Date.now,
    monotonicMs: () => performance.now(),
    memoryBytes: 10_000_000,
  });
  cleanUps.push(() => store.close());
  return store;
}

async function look(store: SnapshotStore): Promise<void> {
  await store.poll();
  await store.settle();
}

async function textOf(store: SnapshotStore, pageId: string, name: string): Promise<string | null> {
  const page = store.pages.get(pageId);
  const document = page === undefined ? null : await store.document(page, name);
  return document === null ? null : plainBytes(document).toString();
}

async function close(pageId: string): Promise<void> {
  const closed = { access: 'password', accessVersion: 2 } as const;
  await database.db.update(statusPages).set(closed).where(eq(statusPages.id, pageId));
}

const filesThere = async () => (await readdir(folder)).filter((name) => name.endsWith('.snapshot'));

test('while a backup is put back, rows first and keys last, no page is lost from memory or disk', async () => {
  const { db } = database;
  const page = await storePage(db);
  await writeSnapshot(db, snapshotOf(page, [htmlPlan('', 'All well')]));
  const store = openStore();
  await look(store);
  // As pg_restore leaves it in the middle: the tables are there, the rows not yet, and no keys.
  await db.execute(sql`alter table page_snapshots drop constraint page_snapshots_page_id_status_pages_id_fk`);
  await db.execute(sql`create table kept as select * from page_snapshots`);
  await db.execute(sql`truncate page_snapshots cascade`);
  await look(store);
  store.notice(JSON.stringify({ page_id: page.id, version: 0 }));
  await store.settle();
  expect(await textOf(store, page.id, '')).toContain('All well');
  expect(await filesThere()).toHaveLength(1);
  await db.execute(sql`alter table page_snapshots add constraint page_snapshots_page_id_status_pages_id_fk
    foreign key (page_id) references status_pages (id) on delete cascade`);
  await look(store);
  expect(store.pages.get(page.id)).toBeUndefined();
  expect(await filesThere()).toEqual([]);
});

test('after a backup was put back, what the page says is what the backup says, document for document', async () => {
  const { db } = database;
  const page = await storePage(db);
  const plans = (history: string, summary: string) => [
    htmlPlan('', summary),
    htmlPlan('history', history),
    dataPlan('api/v2/status.json', { summary }),
  ];
  await writeSnapshot(db, snapshotOf(page, plans('One incident', 'All well')));
  const backup = {
    snapshots: await db.select().from(pageSnapshots),
    documents: await db.select().from(pageDocuments),
  };
  await writeSnapshot(db, snapshotOf(page, plans('Two incidents', 'All well')));
  const first = openStore();
  await look(first);
  expect(await textOf(first, page.id, 'history')).toContain('Two incidents');
  await first.close();
  // Put back, and made anew by the worker before any gateway looks: only the summary is another one than in the backup.
  await db.delete(pageSnapshots);
  await db.insert(pageSnapshots).values(backup.snapshots);
  await db.insert(pageDocuments).values(backup.documents);
  await writeSnapshot(db, snapshotOf(page, plans('One incident', 'Something is down')));
  const second = openStore();
  await second.readDisk();
  await look(second);
  expect(await textOf(second, page.id, '')).toContain('Something is down');
  expect(await textOf(second, page.id, 'history')).toContain('One incident');
});

test('a page that is closed is closed at the next look, even where it cannot be fetched, and fetched when that is possible', async () => {
  const { db } = database;
  const page = await storePage(db);
  await writeSnapshot(db, snapshotOf(page, [htmlPlan('', 'All well')]));
  let isBroken = false;
  const store = openStore((source) => ({
    ...source,
    load: async (...asked) => {
      if (isBroken) throw new Error('the connection was lost');
      return await source.load(...asked);
    },
  }));
  await look(store);
  isBroken = true;
  await close(page.id);
  await look(store);
  expect(store.pages.get(page.id)?.manifest).toMatchObject({ access: 'password', accessVersion: 2 });
  isBroken = false;
  await look(store);
  const restarted = openStore();
  await restarted.readDisk();
  expect(restarted.pages.get(page.id)?.manifest.access).toBe('password');
});

test('a page that is closed while it is fetched is not opened again by what was fetched', async () => {
  const { db } = database;
  const page = await storePage(db);
  await writeSnapshot(db, snapshotOf(page, [htmlPlan('', 'All well')]));
  let isLost = false;
  let whileFetched = async () => {};
  const store = openStore((source) => ({
    ...source,
    load: async (...asked) => {
      if (isLost) throw new Error('the connection was lost');
      const loaded = await source.load(...asked);
      await whileFetched();
      return loaded;
    },
  }));
  await look(store);
  await writeSnapshot(db, snapshotOf(page, [htmlPlan('', 'Still well')]));
  whileFetched = async () => {
    await close(page.id);
    await store.poll();
    isLost = true;
  };
  store.pull(page.id);
  await store.settle();
  expect(await textOf(store, page.id, '')).toContain('Still well');
  expect(store.pages.get(page.id)?.manifest).toMatchObject({ access: 'password', accessVersion: 2 });
});

test('where a page that is closed cannot be written, no open one stays on disk', async () => {
  const { db } = database;
  const page = await storePage(db);
  await writeSnapshot(db, snapshotOf(page, [htmlPlan('', 'All well')]));
  const disk = new SnapshotDisk(folder, logger);
  const store = openStore((source) => source, disk);
  await look(store);
  disk.write = async () => {
    throw new Error('no space left on device');
  };
  await close(page.id);
  await look(store);
  expect(store.pages.get(page.id)?.manifest.access).toBe('password');
  expect(await filesThere()).toEqual([]);
});

test('a page that goes while it is being written leaves no file that a restart without a database would serve', async () => {
  const { db } = database;
  const page = await storePage(db);
  await writeSnapshot(db, snapshotOf(page, [htmlPlan('', 'All well')]));
  let unpublish = async () => {};
  const disk = new SnapshotDisk(folder, logger);
  const write = disk.write.bind(disk);
  disk.write = async (...given) => {
    await unpublish();
    return await write(...given);
  };
  const store = openStore((source) => source, disk);
  unpublish = async () => {
    await db.update(statusPages).set({ isPublished: false }).where(eq(statusPages.id, page.id));
    // The first may be the one that was under way.
    await store.poll();
    await store.poll();
  };
  await look(store);
  expect(store.pages.get(page.id)).toBeUndefined();
  expect(await filesThere()).toEqual([]);
});
