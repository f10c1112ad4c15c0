import type { Db } from '@/db/client';
import { selectPublishedPage, selectSlugOfHostname } from '@/lib/snapshots/queries/served-snapshots';

/** Without asking for any permission; null of a page that is not published, and of none. */
export async function findPublishedPage(
  db: Db,
  slug: string,
): Promise<{ id: string; hasSnapshot: boolean } | null> {
  return await selectPublishedPage(db, slug);
}

/** Of the page that has proven this name, published or not: where it is not, there is nothing under its name, and no dashboard either. */
export async function findSlugOfHostname(db: Db, hostname: string): Promise<string | null> {
  return await selectSlugOfHostname(db, hostname);
}
