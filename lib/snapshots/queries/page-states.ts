import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { pageSnapshots, statusPages } from '@/db/schema/status-pages';

/** What the finished pages of a tenant say of themselves just now, as it is written in them. */
export async function selectPageStates(
  db: Db,
  organizationId: string,
  projectId: string | null,
): Promise<{ pageId: string; status: string | null }[]> {
  return await db
    .select({
      pageId: pageSnapshots.pageId,
      status: sql<string | null>`${pageSnapshots.manifest}->'badges'->''->>'status'`,
    })
    .from(pageSnapshots)
    .innerJoin(statusPages, eq(statusPages.id, pageSnapshots.pageId))
    .where(
      and(
        eq(statusPages.organizationId, organizationId),
        projectId === null ? undefined : eq(statusPages.projectId, projectId),
      ),
    );
}
