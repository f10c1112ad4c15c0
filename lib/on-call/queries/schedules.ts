import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { onCallSchedules } from '@/db/schema/on-call';
import { policies } from '@/db/schema/policies';

export type ScheduleRow = typeof onCallSchedules.$inferSelect;

type NewSchedule = typeof onCallSchedules.$inferInsert;

function isSchedule(organizationId: string, id: string) {
  return and(eq(onCallSchedules.organizationId, organizationId), eq(onCallSchedules.id, id));
}

export async function findScheduleRow(
  db: Db,
  organizationId: string,
  id: string,
): Promise<ScheduleRow | null> {
  const [row] = await db.select().from(onCallSchedules).where(isSchedule(organizationId, id));
  return row ?? null;
}

export async function lockScheduleRow(
  db: Db,
  organizationId: string,
  id: string,
): Promise<ScheduleRow | null> {
  const [row] = await db.select().from(onCallSchedules).where(isSchedule(organizationId, id)).for('update');
  return row ?? null;
}

/** Newest first. */
export async function selectSchedulePage(
  db: Db,
  organizationId: string,
  page: { beforeId: string | null; limit: number },
): Promise<ScheduleRow[]> {
  return await db
    .select()
    .from(onCallSchedules)
    .where(
      and(
        eq(onCallSchedules.organizationId, organizationId),
        page.beforeId === null ? undefined : lt(onCallSchedules.id, page.beforeId),
      ),
    )
    .orderBy(desc(onCallSchedules.id))
    .limit(page.limit);
}

/** By their names; all of the organization where no ids are given. */
export async function selectSchedules(
  db: Db,
  organizationId: string,
  ids?: readonly string[],
): Promise<ScheduleRow[]> {
  return await db
    .select()
    .from(onCallSchedules)
    .where(
      and(
        eq(onCallSchedules.organizationId, organizationId),
        ids === undefined ? undefined : inArray(onCallSchedules.id, [...ids]),
      ),
    )
    .orderBy(asc(onCallSchedules.name), asc(onCallSchedules.id));
}

export async function selectScheduleNames(
  db: Db,
  organizationId: string,
  ids: readonly string[],
): Promise<{ id: string; name: string }[]> {
  return await db
    .select({ id: onCallSchedules.id, name: onCallSchedules.name })
    .from(onCallSchedules)
    .where(and(eq(onCallSchedules.organizationId, organizationId), inArray(onCallSchedules.id, [...ids])));
}

export async function insertSchedule(db: Db, row: NewSchedule): Promise<ScheduleRow> {
  const [inserted] = await db.insert(onCallSchedules).values(row).returning();
  if (inserted === undefined) throw new Error('an insert returned no row');
  return inserted;
}

export async function updateScheduleRow(
  db: Db,
  organizationId: string,
  id: string,
  values: Partial<NewSchedule>,
): Promise<ScheduleRow | null> {
  const where = isSchedule(organizationId, id);
  const [row] = await db.update(onCallSchedules).set(values).where(where).returning();
  return row ?? null;
}

export async function deleteScheduleRow(db: Db, organizationId: string, id: string): Promise<void> {
  await db.delete(onCallSchedules).where(isSchedule(organizationId, id));
}

/** The name of one policy that has a step for the schedule. */
export async function findPolicyNaming(
  db: Db,
  organizationId: string,
  scheduleId: string,
): Promise<string | null> {
  const wanted = JSON.stringify({ steps: [{ schedule_ids: [scheduleId] }] });
  const [row] = await db
    .select({ name: policies.name })
    .from(policies)
    .where(and(eq(policies.organizationId, organizationId), sql`${policies.spec} @> ${wanted}::jsonb`))
    .orderBy(asc(policies.name))
    .limit(1);
  return row?.name ?? null;
}

export async function raiseScheduleFeedVersion(
  db: Db,
  organizationId: string,
  id: string,
): Promise<number | null> {
  const [row] = await db
    .update(onCallSchedules)
    .set({ feedVersion: sql`${onCallSchedules.feedVersion} + 1` })
    .where(isSchedule(organizationId, id))
    .returning({ version: onCallSchedules.feedVersion });
  return row?.version ?? null;
}

/** Without an organization, for the address of a calendar is a secret and names its own tenant. */
export async function findScheduleOfCalendar(db: Db, id: string): Promise<ScheduleRow | null> {
  const [row] = await db.select().from(onCallSchedules).where(eq(onCallSchedules.id, id));
  return row ?? null;
}
