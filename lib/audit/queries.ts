import { and, desc, eq, lt } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { auditLog } from '@/db/schema/access';

export type AuditRow = typeof auditLog.$inferSelect;

export async function insertAudit(db: Db, row: typeof auditLog.$inferInsert): Promise<void> {
  await db.insert(auditLog).values(row);
}

/** Newest first: ids are UUIDv7, so their order is that of time. */
export async function selectAuditLog(
  db: Db,
  organizationId: string,
  filter: { action: string | undefined; beforeId: string | null; limit: number },
): Promise<AuditRow[]> {
  return await db
    .select()
    .from(auditLog)
    .where(
      and(
        eq(auditLog.organizationId, organizationId),
        filter.action === undefined ? undefined : eq(auditLog.action, filter.action),
        filter.beforeId === null ? undefined : lt(auditLog.id, filter.beforeId),
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(filter.limit);
}
