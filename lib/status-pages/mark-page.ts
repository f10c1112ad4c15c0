import type { Db } from '@/db/client';
import { insertMark } from '@/lib/status-pages/queries';

/**
 * In the transaction of whatever changes what a page shows: it is made anew within a second. Spans mark the pages of their
 * monitors by themselves (triggers of the migration `status_pages`).
 */
export async function markPage(db: Db, pageId: string): Promise<void> {
  await insertMark(db, pageId);
}
