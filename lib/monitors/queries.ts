import { and, asc, count, eq, gt, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { heartbeats } from '@/db/schema/heartbeats';
import { checkSchedules, monitorStates, monitors, regions } from '@/db/schema/monitors';
import { spans } from '@/db/schema/spans';
import type { MonitorStatus, MonitorType } from '@/lib/monitors/constants';

export type NewMonitor = typeof monitors.$inferInsert;
export type StoredMonitor = typeof monitors.$inferSelect;

/** Over all regions: when it was last checked, is next due, and until when the last check vouches for it. */
function scheduleSummary(db: Db) {
  return db
    .select({
      monitorId: checkSchedules.monitorId,
      lastCheckedAt: sql<Date | null>`max(${checkSchedules.lastCheckedAt})`
        .mapWith(checkSchedules.lastCheckedAt)
        .as('last_checked_at'),
      nextCheckAt:
        sql<Date | null>`min(${checkSchedules.scheduledAt}) filter (where ${checkSchedules.dueAt} is not null)`
          .mapWith(checkSchedules.scheduledAt)
          .as('next_check_at'),
      coveredUntilAt: sql<Date | null>`max(${checkSchedules.coveredUntilAt})`.as('covered_until_at'),
    })
    .from(checkSchedules)
    .where(eq(checkSchedules.monitorId, monitors.id))
    .groupBy(checkSchedules.monitorId)
    .as('schedule');
}

function monitorColumns(db: Db) {
  const schedule = scheduleSummary(db);
  // A verdict that no check vouches for any more is not told as if it were known, nor one past its deadline.
  const status = sql<MonitorStatus>`case
    when ${monitors.pausedAt} is not null then 'paused'
    when ${monitorStates.inMaintenance} then 'maintenance'
    when ${monitorStates.state} = 'pending' then 'pending'
    when ${schedule.coveredUntilAt} < now() then 'unknown'
    when ${heartbeats.deadlineAt} < now() - interval '15 seconds' then 'unknown'
    else ${monitorStates.state} end`;
  return { schedule, status };
}

/** Of its open span, while it is in maintenance. */
const maintenanceSinceAt = sql<Date | null>`case when ${monitorStates.inMaintenance} then (
  select ${spans.startedAt} from ${spans}
  where ${spans.monitorId} = ${monitors.id} and ${spans.endedAt} is null and ${spans.state} = 'maintenance')
  end`.mapWith(spans.startedAt);

function selectMonitors(db: Db) {
  const { schedule, status } = monitorColumns(db);
  const query = db
    .select({
      monitor: monitors,
      status: status.as('status'),
      stateSinceAt: monitorStates.sinceAt,
      maintenanceSinceAt: maintenanceSinceAt.as('maintenance_since_at'),
      coveredUntilAt: schedule.coveredUntilAt,
      incidentId: monitorStates.incidentId,
      failingRegions: monitorStates.failingRegions,
      lastCheckedAt: schedule.lastCheckedAt,
      nextCheckAt: schedule.nextCheckAt,
      heartbeat: heartbeats,
      nowMs: sql<number>`round(date_part('epoch', now()) * 1000)`.as('now_ms'),
    })
    .from(monitors)
    .innerJoin(monitorStates, eq(monitorStates.monitorId, monitors.id))
    .leftJoin(heartbeats, eq(heartbeats.monitorId, monitors.id))
    .leftJoinLateral(schedule, sql`true`);
  return { query, status };
}

export type MonitorRow = Awaited<ReturnType<typeof selectMonitors>['query']>[number];

export async function findMonitorRow(
  db: Db,
  organizationId: string,
  monitorId: string,
): Promise<MonitorRow | null> {
  const rows = await selectMonitors(db).query.where(
    and(eq(monitors.organizationId, organizationId), eq(monitors.id, monitorId)),
  );
  return rows[0] ?? null;
}

export type MonitorFilter = {
  projectId?: string | undefined;
  status?: MonitorStatus | undefined;
  type?: MonitorType | undefined;
  tag?: string | undefined;
  q?: string | undefined;
};

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (char) => `\\${char}`);
}

function filterMonitors(organizationId: string, filter: MonitorFilter, status: SQL): SQL | undefined {
  return and(
    eq(monitors.organizationId, organizationId),
    filter.projectId === undefined ? undefined : eq(monitors.projectId, filter.projectId),
    filter.type === undefined ? undefined : eq(monitors.type, filter.type),
    filter.tag === undefined ? undefined : sql`${filter.tag} = any(${monitors.tags})`,
    filter.q === undefined ? undefined : sql`${monitors.name} ilike ${`%${escapeLike(filter.q)}%`}`,
    filter.status === undefined ? undefined : sql`${status} = ${filter.status}`,
  );
}

/** In the order of name, then id. `after` is the last row of the page before. */
export async function selectMonitorRows(
  db: Db,
  organizationId: string,
  filter: MonitorFilter,
  page: { limit: number; after: { name: string; id: string } | null },
): Promise<MonitorRow[]> {
  const { query, status } = selectMonitors(db);
  const { after } = page;
  const isAfter =
    after === null
      ? undefined
      : or(gt(monitors.name, after.name), and(eq(monitors.name, after.name), gt(monitors.id, after.id)));
  return query
    .where(and(filterMonitors(organizationId, filter, status), isAfter))
    .orderBy(asc(monitors.name), asc(monitors.id))
    .limit(page.limit + 1);
}

export async function countMonitorRows(
  db: Db,
  organizationId: string,
  filter: MonitorFilter,
): Promise<{ status: MonitorStatus; total: number }[]> {
  const { schedule, status } = monitorColumns(db);
  const rows = db
    .select({ status: status.as('status') })
    .from(monitors)
    .innerJoin(monitorStates, eq(monitorStates.monitorId, monitors.id))
    .leftJoin(heartbeats, eq(heartbeats.monitorId, monitors.id))
    .leftJoinLateral(schedule, sql`true`)
    .where(filterMonitors(organizationId, filter, status))
    .as('rows');
  return db.select({ status: rows.status, total: count() }).from(rows).groupBy(rows.status);
}

/** A heartbeat first, in the order of the pipeline's locks: a ping that wakes it changes its monitor too. */
export async function lockMonitor(
  db: Db,
  organizationId: string,
  monitorId: string,
): Promise<StoredMonitor | null> {
  await db
    .select({ id: heartbeats.monitorId })
    .from(heartbeats)
    .where(and(eq(heartbeats.monitorId, monitorId), eq(heartbeats.organizationId, organizationId)))
    .for('no key update');
  const rows = await db
    .select()
    .from(monitors)
    .where(and(eq(monitors.organizationId, organizationId), eq(monitors.id, monitorId)))
    // Not `update`: the pipeline, which holds schedules, takes key shares of the monitor for what it inserts.
    .for('no key update');
  return rows[0] ?? null;
}

export async function findMonitorIdByExternalId(
  db: Db,
  organizationId: string,
  projectId: string,
  externalId: string,
): Promise<string | null> {
  const rows = await db
    .select({ id: monitors.id })
    .from(monitors)
    .where(
      and(
        eq(monitors.organizationId, organizationId),
        eq(monitors.projectId, projectId),
        eq(monitors.externalId, externalId),
      ),
    );
  return rows[0]?.id ?? null;
}

/** The database's clock, in epoch milliseconds. */
export async function selectNowMs(db: Db): Promise<number> {
  const rows = await db.execute<{ ms: number }>(sql`select round(date_part('epoch', now()) * 1000) as ms`);
  return rows[0]?.ms ?? 0;
}

export async function selectKnownRegions(db: Db, codes: readonly string[]): Promise<string[]> {
  const rows = await db
    .select({ code: regions.code })
    .from(regions)
    .where(inArray(regions.code, [...codes]));
  return rows.map((row) => row.code);
}

/** One `pending` state and, per region, a schedule that is due at once. */
export async function insertMonitor(db: Db, row: NewMonitor & { id: string }): Promise<void> {
  await db.insert(monitors).values(row);
  await db.insert(monitorStates).values({
    monitorId: row.id,
    organizationId: row.organizationId,
    state: 'pending',
    sinceAt: sql`now()`,
  });
  await insertSchedules(db, row.organizationId, row.id, row.regions);
}

/** Slugs of a project that begin with `slug`. */
export async function selectSlugs(db: Db, projectId: string, slug: string): Promise<string[]> {
  const rows = await db
    .select({ slug: monitors.slug })
    .from(monitors)
    .where(and(eq(monitors.projectId, projectId), sql`starts_with(${monitors.slug}, ${slug})`));
  return rows.flatMap((row) => row.slug ?? []);
}

export async function insertSchedules(
  db: Db,
  organizationId: string,
  monitorId: string,
  codes: readonly string[],
): Promise<void> {
  if (codes.length === 0) return;
  await db
    .insert(checkSchedules)
    .values(
      codes.map((region) => ({
        monitorId,
        region,
        organizationId,
        scheduledAt: sql`now()`,
        dueAt: sql`now()`,
      })),
    )
    .onConflictDoNothing();
}

export async function deleteSchedules(db: Db, monitorId: string, codes: readonly string[]): Promise<void> {
  if (codes.length === 0) return;
  await db
    .delete(checkSchedules)
    .where(and(eq(checkSchedules.monitorId, monitorId), inArray(checkSchedules.region, [...codes])));
}

/** Due at once, with streaks begun anew; a check in flight loses its lease, for it ran by the old settings. */
export async function restartSchedules(db: Db, monitorId: string): Promise<void> {
  await db
    .update(checkSchedules)
    .set({
      scheduledAt: sql`now()`,
      dueAt: sql`now()`,
      leaseId: null,
      consecutiveFailures: 0,
      consecutiveSuccesses: 0,
    })
    .where(and(eq(checkSchedules.monitorId, monitorId), sql`${checkSchedules.dueAt} is not null`));
}

export async function updateMonitorRow(
  db: Db,
  monitorId: string,
  values: Partial<NewMonitor>,
): Promise<void> {
  await db.update(monitors).set(values).where(eq(monitors.id, monitorId));
}
