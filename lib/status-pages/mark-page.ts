import type { Db } from '@/db/client';
import { insertMark } from '@/lib/status-pages/queries';

/**
 * In the transaction of whatever changes what a page shows: it is made anew within a second. Spans, and components that go
 * with their monitor, mark their pages by themselves (triggers of the migration `status_pages`).
 */
export async function markPage(db: Db, pageId: string): Promise<void> {
  await insertMark(db, pageId);
}
