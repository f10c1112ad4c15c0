import { and, asc, inArray, isNotNull } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { pageDomains } from '@/db/schema/domains';

/** Oldest proof first. */
export async function selectProvenHostnames(
  db: Db,
  pageIds: readonly string[],
): Promise<{ pageId: string; hostname: string }[]> {
  if (pageIds.length === 0) return [];
  return db
    .select({ pageId: pageDomains.pageId, hostname: pageDomains.hostname })
    .from(pageDomains)
    .where(and(inArray(pageDomains.pageId, [...pageIds]), isNotNull(pageDomains.verifiedAt)))
    .orderBy(asc(pageDomains.verifiedAt), asc(pageDomains.id));
}
