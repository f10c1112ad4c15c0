import { and, asc, eq } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { pageFiles } from '@/db/schema/status-pages';
import type { PageFileKind } from '@/lib/status-pages/constants';

type FileRow = Omit<typeof pageFiles.$inferSelect, 'pageId' | 'bytes' | 'createdAt'>;

const withoutBytes = {
  kind: pageFiles.kind,
  hash: pageFiles.hash,
  contentType: pageFiles.contentType,
  width: pageFiles.width,
  height: pageFiles.height,
};

export async function selectFiles(db: Db, pageId: string): Promise<FileRow[]> {
  return db
    .select(withoutBytes)
    .from(pageFiles)
    .where(eq(pageFiles.pageId, pageId))
    .orderBy(asc(pageFiles.kind));
}

export async function selectFileBytes(db: Db, pageId: string, kind: PageFileKind): Promise<Buffer | null> {
  const rows = await db
    .select({ bytes: pageFiles.bytes })
    .from(pageFiles)
    .where(and(eq(pageFiles.pageId, pageId), eq(pageFiles.kind, kind)));
  return rows[0]?.bytes ?? null;
}

export async function upsertFile(db: Db, row: typeof pageFiles.$inferInsert): Promise<void> {
  const { pageId: _, kind: __, ...values } = row;
  await db
    .insert(pageFiles)
    .values(row)
    .onConflictDoUpdate({ target: [pageFiles.pageId, pageFiles.kind], set: values });
}

export async function deleteFileRow(db: Db, pageId: string, kind: PageFileKind): Promise<boolean> {
  const rows = await db
    .delete(pageFiles)
    .where(and(eq(pageFiles.pageId, pageId), eq(pageFiles.kind, kind)))
    .returning({ kind: pageFiles.kind });
  return rows.length > 0;
}
