import { and, eq } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { pageMarks, statusPages } from '@/db/schema/status-pages';

export type StoredPage = typeof statusPages.$inferSelect;

export async function insertMark(db: Db, pageId: string): Promise<void> {
  await db.insert(pageMarks).values({ pageId });
}

export async function findPage(db: Db, organizationId: string, id: string): Promise<StoredPage | null> {
  const rows = await db
    .select()
    .from(statusPages)
    .where(and(eq(statusPages.organizationId, organizationId), eq(statusPages.id, id)));
  return rows[0] ?? null;
}
