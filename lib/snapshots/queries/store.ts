import { and, eq, gt, inArray, isNotNull, notInArray, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { pageDomains } from '@/db/schema/domains';
import { pageDocuments, pageMarks, pageSnapshots, statusPages } from '@/db/schema/status-pages';
import { snapshotsChannel } from '@/lib/snapshots/constants';
import type { StoredDocument } from '@/lib/snapshots/documents';
import type { SnapshotManifest } from '@/lib/snapshots/schema';
import type { PageAccess } from '@/lib/status-pages/constants';

/** One page is made by one worker at a time: whoever holds this, until the end of its transaction. */
export async function tryLockPage(db: Db, pageId: string): Promise<boolean> {
  const rows = await db.execute<{ locked: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended('page snapshot ' || ${pageId}, 0)) as locked`,
  );
  return rows[0]?.locked ?? false;
}

export async function lockPage(db: Db, pageId: string): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended('page snapshot ' || ${pageId}, 0))`);
}

export type DuePage = { id: string; isPublished: boolean };

/**
 * Marked pages first, then published ones without a snapshot, then those that nobody has looked at for the longest time; and
 * those whose snapshot has to go. `except`: ids that are to wait.
 */
export async function selectDuePages(
  db: Db,
  { confirmEverySeconds, except, limit }: { confirmEverySeconds: number; except: string[]; limit: number },
): Promise<DuePage[]> {
  const isDue = sql`m.page_id is not null
    or (${statusPages.isPublished} and (${pageSnapshots.pageId} is null
      or ${pageSnapshots.confirmedAt} < clock_timestamp() - make_interval(secs => ${confirmEverySeconds})))
    or (not ${statusPages.isPublished} and ${pageSnapshots.pageId} is not null)`;
  return await db
    .select({ id: statusPages.id, isPublished: statusPages.isPublished })
    .from(statusPages)
    .leftJoin(pageSnapshots, eq(pageSnapshots.pageId, statusPages.id))
    .leftJoin(sql`(select distinct page_id from ${pageMarks}) as m`, sql`m.page_id = ${statusPages.id}`)
    .where(and(sql`(${isDue})`, except.length === 0 ? undefined : notInArray(statusPages.id, except)))
    .orderBy(sql`m.page_id is null`, sql`${pageSnapshots.confirmedAt} nulls first`)
    .limit(limit);
}

/** @returns whether there were any. */
export async function takeMarks(db: Db, pageId: string): Promise<boolean> {
  const rows = await db.delete(pageMarks).where(eq(pageMarks.pageId, pageId)).returning({ id: pageMarks.id });
  return rows.length > 0;
}

/** Marks of pages that are gone; their ids, once each. */
export async function takeMarksOfGonePages(db: Db): Promise<string[]> {
  const rows = await db
    .delete(pageMarks)
    .where(sql`not exists (select 1 from ${statusPages} p where p.id = ${pageMarks.pageId})`)
    .returning({ pageId: pageMarks.pageId });
  return [...new Set(rows.map(({ pageId }) => pageId))];
}

export type PageTurn = { isPublished: boolean; isConfirmed: boolean; hasSnapshot: boolean };

/** How a page stands once its lock is held: another worker may have been there since it was found due. */
export async function selectTurn(
  db: Db,
  pageId: string,
  confirmEverySeconds: number,
): Promise<PageTurn | null> {
  const rows = await db
    .select({
      isPublished: statusPages.isPublished,
      hasSnapshot: sql<boolean>`${pageSnapshots.pageId} is not null`,
      isConfirmed: sql<boolean>`coalesce(${pageSnapshots.confirmedAt}
        >= clock_timestamp() - make_interval(secs => ${confirmEverySeconds}), false)`,
    })
    .from(statusPages)
    .leftJoin(pageSnapshots, eq(pageSnapshots.pageId, statusPages.id))
    .where(eq(statusPages.id, pageId));
  return rows[0] ?? null;
}

export type StoredSnapshot = {
  version: number;
  manifest: Record<string, unknown>;
  builtAtMs: number;
  /** Its time is still to come: a clock has been set back since, and the time says nothing. */
  isAhead: boolean;
};

export async function selectSnapshot(db: Db, pageId: string): Promise<StoredSnapshot | null> {
  const rows = await db
    .select({
      version: pageSnapshots.version,
      manifest: pageSnapshots.manifest,
      builtAt: pageSnapshots.builtAt,
      isAhead: sql<boolean>`${pageSnapshots.builtAt} > clock_timestamp() + interval '5 seconds'`,
    })
    .from(pageSnapshots)
    .where(eq(pageSnapshots.pageId, pageId));
  const [row] = rows;
  if (row === undefined) return null;
  const { builtAt, ...rest } = row;
  return { ...rest, builtAtMs: builtAt.getTime() };
}

/** What stands under each path: what it was made of, and its tag. */
export async function selectSources(db: Db, pageId: string) {
  return await db
    .select({ path: pageDocuments.path, source: pageDocuments.source, etag: pageDocuments.etag })
    .from(pageDocuments)
    .where(eq(pageDocuments.pageId, pageId));
}

type SnapshotRow = { pageId: string; version: number; manifest: SnapshotManifest; builtAtMs: number };

export async function upsertSnapshot(
  db: Db,
  { pageId, version, manifest, builtAtMs }: SnapshotRow,
): Promise<void> {
  const values = { version, manifest, builtAt: new Date(builtAtMs), confirmedAt: sql`clock_timestamp()` };
  await db
    .insert(pageSnapshots)
    .values({ pageId, ...values })
    .onConflictDoUpdate({ target: pageSnapshots.pageId, set: values });
}

export type WrittenDocument = Omit<StoredDocument, 'version'> & { source: string };

/** A few at a time, for they are large. */
const documentsPerStatement = 20;

export async function upsertDocuments(
  db: Db,
  { pageId, version }: { pageId: string; version: number },
  documents: readonly WrittenDocument[],
): Promise<void> {
  for (let start = 0; start < documents.length; start += documentsPerStatement) {
    const some = documents.slice(start, start + documentsPerStatement);
    await db
      .insert(pageDocuments)
      .values(some.map((document) => ({ pageId, version, ...document })))
      .onConflictDoUpdate({
        target: [pageDocuments.pageId, pageDocuments.path],
        set: {
          version: sql`excluded.version`,
          source: sql`excluded.source`,
          etag: sql`excluded.etag`,
          meta: sql`excluded.meta`,
          br: sql`excluded.br`,
          gzip: sql`excluded.gzip`,
          plain: sql`excluded.plain`,
        },
      });
  }
}

/** Made anew, and it came out the same: only what it was made of is another. */
export async function updateSource(db: Db, pageId: string, path: string, source: string): Promise<void> {
  await db
    .update(pageDocuments)
    .set({ source })
    .where(and(eq(pageDocuments.pageId, pageId), eq(pageDocuments.path, path)));
}

export async function deleteDocuments(db: Db, pageId: string, paths: string[]): Promise<void> {
  if (paths.length === 0) return;
  await db
    .delete(pageDocuments)
    .where(and(eq(pageDocuments.pageId, pageId), inArray(pageDocuments.path, paths)));
}

export async function deleteSnapshot(db: Db, pageId: string): Promise<boolean> {
  const rows = await db
    .delete(pageSnapshots)
    .where(eq(pageSnapshots.pageId, pageId))
    .returning({ pageId: pageSnapshots.pageId });
  return rows.length > 0;
}

/** With the commit of this transaction. */
export async function notifyGateways(db: Db, pageId: string, version: number): Promise<void> {
  const payload = JSON.stringify({ page_id: pageId, version });
  await db.execute(sql`select pg_notify(${snapshotsChannel}, ${payload})`);
}

export async function selectAccess(db: Db, pageId: string) {
  const rows = await db
    .select({
      access: statusPages.access,
      accessVersion: statusPages.accessVersion,
      allowedRanges: statusPages.allowedRanges,
    })
    .from(statusPages)
    .where(eq(statusPages.id, pageId));
  return rows[0] ?? null;
}

export type SnapshotState = {
  pageId: string;
  version: number;
  confirmedAt: Date;
  access: PageAccess;
  accessVersion: number;
  allowedRanges: string[];
};

const stateColumns = {
  pageId: pageSnapshots.pageId,
  version: pageSnapshots.version,
  confirmedAt: pageSnapshots.confirmedAt,
  access: statusPages.access,
  accessVersion: statusPages.accessVersion,
  allowedRanges: statusPages.allowedRanges,
};

/** Of all published pages, a few bytes each; who may read them as it is now, not as it was when they were made. */
export async function selectStates(db: Db): Promise<SnapshotState[]> {
  return await db
    .select(stateColumns)
    .from(pageSnapshots)
    .innerJoin(statusPages, and(eq(statusPages.id, pageSnapshots.pageId), eq(statusPages.isPublished, true)));
}

export async function selectNow(db: Db): Promise<number> {
  const rows = await db.execute<{ ms: number }>(
    sql`select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`,
  );
  return rows[0]?.ms ?? 0;
}

export async function selectServed(db: Db, pageId: string) {
  const rows = await db
    .select({ ...stateColumns, manifest: pageSnapshots.manifest, builtAt: pageSnapshots.builtAt })
    .from(pageSnapshots)
    .innerJoin(statusPages, and(eq(statusPages.id, pageSnapshots.pageId), eq(statusPages.isPublished, true)))
    .where(eq(pageSnapshots.pageId, pageId));
  return rows[0] ?? null;
}

const documentColumns = {
  path: pageDocuments.path,
  version: pageDocuments.version,
  etag: pageDocuments.etag,
  meta: pageDocuments.meta,
  br: pageDocuments.br,
  gzip: pageDocuments.gzip,
  plain: pageDocuments.plain,
};

export async function selectDocuments(db: Db, pageId: string, afterVersion: number) {
  return await db
    .select(documentColumns)
    .from(pageDocuments)
    .where(and(eq(pageDocuments.pageId, pageId), gt(pageDocuments.version, afterVersion)));
}

export async function selectDocument(db: Db, pageId: string, path: string) {
  const rows = await db
    .select(documentColumns)
    .from(pageDocuments)
    .where(and(eq(pageDocuments.pageId, pageId), eq(pageDocuments.path, path)));
  return rows[0] ?? null;
}

/** Of all documents, without their bytes. */
export async function selectTags(db: Db, pageId: string): Promise<{ path: string; etag: string }[]> {
  return await db
    .select({ path: pageDocuments.path, etag: pageDocuments.etag })
    .from(pageDocuments)
    .where(eq(pageDocuments.pageId, pageId));
}

/**
 * A dump is put back rows first, one table after the other, and foreign keys last: as long as this one is missing, what else is
 * missing says nothing.
 */
export async function selectIsWhole(db: Db): Promise<boolean> {
  const rows = await db.execute<{ whole: boolean }>(sql`
    select exists (
      select 1 from pg_constraint where contype = 'f' and conrelid = 'page_snapshots'::regclass) as whole`);
  return rows[0]?.whole ?? false;
}

/** Null: no such page, or it is not published. */
export async function selectPublishedPage(db: Db, slug: string) {
  const rows = await db
    .select({ id: statusPages.id, hasSnapshot: sql<boolean>`${pageSnapshots.pageId} is not null` })
    .from(statusPages)
    .leftJoin(pageSnapshots, eq(pageSnapshots.pageId, statusPages.id))
    .where(and(eq(statusPages.slug, slug), eq(statusPages.isPublished, true)));
  return rows[0] ?? null;
}

export async function selectSlugOfHostname(db: Db, hostname: string): Promise<string | null> {
  const rows = await db
    .select({ slug: statusPages.slug })
    .from(pageDomains)
    .innerJoin(statusPages, eq(statusPages.id, pageDomains.pageId))
    .where(and(eq(pageDomains.hostname, hostname), isNotNull(pageDomains.verifiedAt)));
  return rows[0]?.slug ?? null;
}
