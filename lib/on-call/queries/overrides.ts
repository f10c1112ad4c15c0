import { and, asc, desc, eq, gt, inArray, lt } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { onCallOverrides } from '@/db/schema/on-call';

export type OverrideRow = typeof onCallOverrides.$inferSelect;

type NewOverride = typeof onCallOverrides.$inferInsert;

/** Those that hold at some time in [from, to), in the order in which they were made. */
export async function selectOverrides(
  db: Db,
  organizationId: string,
  scheduleIds: readonly string[],
  { from, to }: { from: Date; to: Date },
): Promise<OverrideRow[]> {
  if (scheduleIds.length === 0) return [];
  return await db
    .select()
    .from(onCallOverrides)
    .where(
      and(
        eq(onCallOverrides.organizationId, organizationId),
        inArray(onCallOverrides.scheduleId, [...scheduleIds]),
        lt(onCallOverrides.startsAt, to),
        gt(onCallOverrides.endsAt, from),
      ),
    )
    .orderBy(asc(onCallOverrides.id));
}

/** Newest first. */
export async function selectOverridePage(
  db: Db,
  organizationId: string,
  scheduleId: string,
  page: { beforeId: string | null; limit: number },
): Promise<OverrideRow[]> {
  return await db
    .select()
    .from(onCallOverrides)
    .where(
      and(
        eq(onCallOverrides.organizationId, organizationId),
        eq(onCallOverrides.scheduleId, scheduleId),
        page.beforeId === null ? undefined : lt(onCallOverrides.id, page.beforeId),
      ),
    )
    .orderBy(desc(onCallOverrides.id))
    .limit(page.limit);
}

export async function insertOverride(db: Db, row: NewOverride): Promise<OverrideRow> {
  const [inserted] = await db.insert(onCallOverrides).values(row).returning();
  if (inserted === undefined) throw new Error('an insert returned no row');
  return inserted;
}

function isOverride(organizationId: string, scheduleId: string, id: string) {
  return and(
    eq(onCallOverrides.organizationId, organizationId),
    eq(onCallOverrides.scheduleId, scheduleId),
    eq(onCallOverrides.id, id),
  );
}

export async function findOverride(
  db: Db,
  organizationId: string,
  scheduleId: string,
  id: string,
): Promise<OverrideRow | null> {
  const where = isOverride(organizationId, scheduleId, id);
  const [row] = await db.select().from(onCallOverrides).where(where);
  return row ?? null;
}

export async function lockOverride(
  db: Db,
  organizationId: string,
  scheduleId: string,
  id: string,
): Promise<OverrideRow | null> {
  const where = isOverride(organizationId, scheduleId, id);
  const [row] = await db.select().from(onCallOverrides).where(where).for('update');
  return row ?? null;
}

export async function endOverride(db: Db, row: OverrideRow, endsAt: Date): Promise<void> {
  const where = isOverride(row.organizationId, row.scheduleId, row.id);
  await db.update(onCallOverrides).set({ endsAt }).where(where);
}

export async function deleteOverrideRow(db: Db, row: OverrideRow): Promise<void> {
  await db.delete(onCallOverrides).where(isOverride(row.organizationId, row.scheduleId, row.id));
}
