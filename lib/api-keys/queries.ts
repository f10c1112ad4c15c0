import { and, desc, eq, isNull, lt } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { apiKeys } from '@/db/schema/access';

export type ApiKeyRow = typeof apiKeys.$inferSelect;

export async function insertApiKey(db: Db, row: typeof apiKeys.$inferInsert): Promise<ApiKeyRow> {
  const [inserted] = await db.insert(apiKeys).values(row).returning();
  if (inserted === undefined) throw new Error('an insert returned no row');
  return inserted;
}

export async function findApiKeyRow(
  db: Db,
  organizationId: string,
  apiKeyId: string,
): Promise<ApiKeyRow | null> {
  const [row] = await db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.organizationId, organizationId), eq(apiKeys.id, apiKeyId)));
  return row ?? null;
}

export async function selectApiKeyRows(
  db: Db,
  organizationId: string,
  filter: { projectId: string | null; beforeId: string | null; limit: number },
): Promise<ApiKeyRow[]> {
  return await db
    .select()
    .from(apiKeys)
    .where(
      and(
        eq(apiKeys.organizationId, organizationId),
        filter.projectId === null ? undefined : eq(apiKeys.projectId, filter.projectId),
        filter.beforeId === null ? undefined : lt(apiKeys.id, filter.beforeId),
      ),
    )
    .orderBy(desc(apiKeys.id))
    .limit(filter.limit);
}

/** False when it was revoked before: the first instant stays. */
export async function markRevoked(db: Db, apiKeyId: string, now: Date): Promise<boolean> {
  const rows = await db
    .update(apiKeys)
    .set({ revokedAt: now })
    .where(and(eq(apiKeys.id, apiKeyId), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id });
  return rows.length > 0;
}
