import { and, eq, gt, isNotNull, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { pageDomains } from '@/db/schema/domains';
import { pageDocuments, pageSnapshots, statusPages } from '@/db/schema/status-pages';
import type { PageAccess } from '@/lib/status-pages/constants';

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
