import { and, asc, eq, inArray, isNotNull, lte, ne, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { pageDomains } from '@/db/schema/domains';
import { statusPages } from '@/db/schema/status-pages';

export type StoredDomain = typeof pageDomains.$inferSelect;
type DomainKey = { organizationId: string; pageId: string; id: string };

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

/** Whether a published page has proven this name. */
export async function hasServedPage(db: Db, hostname: string): Promise<boolean> {
  const rows = await db
    .select({ id: statusPages.id })
    .from(pageDomains)
    .innerJoin(statusPages, eq(statusPages.id, pageDomains.pageId))
    .where(
      and(
        eq(pageDomains.hostname, hostname),
        isNotNull(pageDomains.verifiedAt),
        eq(statusPages.isPublished, true),
      ),
    );
  return rows.length > 0;
}

export async function selectDomains(db: Db, organizationId: string, pageId: string): Promise<StoredDomain[]> {
  return db
    .select()
    .from(pageDomains)
    .where(and(eq(pageDomains.organizationId, organizationId), eq(pageDomains.pageId, pageId)))
    .orderBy(asc(pageDomains.id));
}

export async function findDomain(
  db: Db,
  { organizationId, pageId, id }: DomainKey,
): Promise<StoredDomain | null> {
  const rows = await db
    .select()
    .from(pageDomains)
    .where(
      and(
        eq(pageDomains.organizationId, organizationId),
        eq(pageDomains.pageId, pageId),
        eq(pageDomains.id, id),
      ),
    );
  return rows[0] ?? null;
}

export async function countDomains(db: Db, pageId: string): Promise<number> {
  return db.$count(pageDomains, eq(pageDomains.pageId, pageId));
}

/** Null where the organization has claimed the name before. */
export async function insertDomain(
  db: Db,
  row: typeof pageDomains.$inferInsert,
): Promise<StoredDomain | null> {
  const rows = await db
    .insert(pageDomains)
    .values(row)
    .onConflictDoNothing({ target: [pageDomains.organizationId, pageDomains.hostname] })
    .returning();
  return rows[0] ?? null;
}

/** Every claim of a name, whosever it is, held in one order: who has it is decided by one at a time. */
export async function lockClaims(db: Db, hostname: string): Promise<StoredDomain[]> {
  return db
    .select()
    .from(pageDomains)
    .where(eq(pageDomains.hostname, hostname))
    .orderBy(asc(pageDomains.id))
    .for('update');
}

export async function updateDomain(
  db: Db,
  id: string,
  values: Partial<typeof pageDomains.$inferInsert>,
): Promise<void> {
  await db.update(pageDomains).set(values).where(eq(pageDomains.id, id));
}

export async function deleteDomain(db: Db, id: string): Promise<void> {
  await db.delete(pageDomains).where(eq(pageDomains.id, id));
}

/** The name is free: others who want it are looked at now. */
export async function hastenOthers(db: Db, { id, hostname }: StoredDomain, now: Date): Promise<void> {
  await db
    .update(pageDomains)
    .set({ nextCheckAt: now })
    .where(and(eq(pageDomains.hostname, hostname), ne(pageDomains.id, id)));
}

/** Takes what is due and puts it off for the time of a lease: a worker that dies is stood in for after it. */
export async function claimDueDomains(
  db: Db,
  { now, leaseMs, limit }: { now: Date; leaseMs: number; limit: number },
): Promise<StoredDomain[]> {
  const due = db
    .select({ id: pageDomains.id })
    .from(pageDomains)
    .where(lte(pageDomains.nextCheckAt, now))
    .orderBy(asc(pageDomains.nextCheckAt))
    .limit(limit)
    .for('update', { skipLocked: true });
  return db
    .update(pageDomains)
    .set({ nextCheckAt: new Date(now.getTime() + leaseMs) })
    .where(sql`${pageDomains.id} = any(array(${due}))`)
    .returning();
}
