import { and, eq, inArray, sql } from 'drizzle-orm';
import { pgTexts } from '@/db/arrays';
import type { Db } from '@/db/client';
import { pageDocuments, pageSnapshots } from '@/db/schema/status-pages';
import { toUuid } from '@/lib/core/ids';
import { snapshotsChannel } from '@/lib/snapshots/constants';
import type { FreshDocument } from '@/lib/snapshots/documents';
import type { SnapshotManifest } from '@/lib/snapshots/schema';

/** One snapshot is written by one transaction at a time. */
export async function lockSnapshot(db: Db, pageId: string): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended('page snapshot ' || ${pageId}, 0))`);
}

/**
 * In a transaction of one instant: fails with 40001 where the snapshot was written or taken away after that instant, before any work
 * is done. Where there is none, an empty one takes its place, which goes with the transaction unless it is written.
 */
export async function requireLatestSnapshot(db: Db, pageId: string): Promise<void> {
  const never = new Date(0);
  await db
    .insert(pageSnapshots)
    .values({ pageId, version: 0, manifest: {}, builtAt: never, confirmedAt: never })
    .onConflictDoNothing({ target: pageSnapshots.pageId });
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

/** A few at a time, for they are large. */
const documentsPerStatement = 20;

export async function upsertDocuments(
  db: Db,
  { pageId, version }: { pageId: string; version: number },
  documents: readonly FreshDocument[],
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

/** Made anew, and they came out the same: only what they were made of is another. All in one statement. */
export async function updateSources(
  db: Db,
  pageId: string,
  documents: readonly Pick<FreshDocument, 'path' | 'source'>[],
): Promise<void> {
  if (documents.length === 0) return;
  await db.execute(sql`
    update page_documents d set source = given.source
    from unnest(${pgTexts(documents.map(({ path }) => path))}::text::text[],
      ${pgTexts(documents.map(({ source }) => source))}::text::text[]) as given(path, source)
    where d.page_id = ${toUuid(pageId)}::uuid and d.path = given.path`);
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
