import { and, asc, desc, eq, inArray, lt, lte, notInArray, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { channels, reports } from '@/db/schema/alerting';
import { projects } from '@/db/schema/projects';
import type { ChannelType } from '@/lib/notifiers/constants';

export type StoredReport = typeof reports.$inferSelect;
type NewReport = typeof reports.$inferInsert & { id: string };

function isReport(organizationId: string, id: string) {
  return and(eq(reports.organizationId, organizationId), eq(reports.id, id));
}

export async function findReportRow(
  db: Db,
  organizationId: string,
  id: string,
): Promise<StoredReport | null> {
  const rows = await db.select().from(reports).where(isReport(organizationId, id));
  return rows[0] ?? null;
}

export async function lockReportRow(
  db: Db,
  organizationId: string,
  id: string,
): Promise<StoredReport | null> {
  const rows = await db.select().from(reports).where(isReport(organizationId, id)).for('update');
  return rows[0] ?? null;
}

/** Newest first. */
export async function selectReportRows(
  db: Db,
  organizationId: string,
  projectId: string | undefined,
  page: { limit: number; before: string | null },
): Promise<StoredReport[]> {
  return db
    .select()
    .from(reports)
    .where(
      and(
        eq(reports.organizationId, organizationId),
        projectId === undefined ? undefined : eq(reports.projectId, projectId),
        page.before === null ? undefined : lt(reports.id, page.before),
      ),
    )
    .orderBy(desc(reports.id))
    .limit(page.limit + 1);
}

export async function insertReport(db: Db, row: NewReport): Promise<StoredReport> {
  const [inserted] = await db.insert(reports).values(row).returning();
  if (inserted === undefined) throw new Error('the report was not inserted');
  return inserted;
}

export async function updateReportRow(db: Db, id: string, values: Partial<NewReport>): Promise<StoredReport> {
  const [updated] = await db.update(reports).set(values).where(eq(reports.id, id)).returning();
  if (updated === undefined) throw new Error('the report was not updated');
  return updated;
}

export async function deleteReportRow(
  db: Db,
  organizationId: string,
  id: string,
): Promise<StoredReport | null> {
  const rows = await db.delete(reports).where(isReport(organizationId, id)).returning();
  return rows[0] ?? null;
}

/** Those of the project, locked against deletion until the transaction ends. */
export async function lockChannels(
  db: Db,
  projectId: string,
  ids: readonly string[],
): Promise<{ id: string; type: ChannelType; enabled: boolean }[]> {
  return db
    .select({ id: channels.id, type: channels.type, enabled: channels.enabled })
    .from(channels)
    .where(and(eq(channels.projectId, projectId), inArray(channels.id, [...ids])))
    .orderBy(asc(channels.id))
    .for('key share');
}

export async function findProjectName(
  db: Db,
  organizationId: string,
  projectId: string,
): Promise<string | null> {
  const rows = await db
    .select({ name: projects.name })
    .from(projects)
    .where(and(eq(projects.organizationId, organizationId), eq(projects.id, projectId)))
    .for('key share');
  return rows[0]?.name ?? null;
}

/** By the clock of the database. One that somebody else is at is left to them. */
export async function claimDueReport(
  db: Db,
  exceptIds: readonly string[],
): Promise<{ report: StoredReport; now: Date } | null> {
  const rows = await db
    .select({ report: reports, now: sql<Date>`clock_timestamp()`.mapWith(reports.nextAt) })
    .from(reports)
    .where(
      and(
        eq(reports.enabled, true),
        lte(reports.nextAt, sql`clock_timestamp()`),
        notInArray(reports.id, [...exceptIds]),
      ),
    )
    .orderBy(asc(reports.nextAt))
    .limit(1)
    .for('update', { skipLocked: true });
  return rows[0] ?? null;
}
