import { and, eq } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { statusPages } from '@/db/schema/status-pages';
import type { StoredPage } from '@/lib/status-pages/queries';

/** Of any organization: for visitors, who are in none. */
export async function findPublishedPage(db: Db, slug: string): Promise<StoredPage | null> {
  // Whatever stands in an address comes here, also what Postgres takes for no text.
  if (!/^[a-z0-9-]{1,60}$/.test(slug)) return null;
  const rows = await db
    .select()
    .from(statusPages)
    .where(and(eq(statusPages.slug, slug), eq(statusPages.isPublished, true)));
  return rows[0] ?? null;
}
