import { and, desc, eq, inArray, lt, type SQL, sql } from 'drizzle-orm';
import { pgArray } from '@/db/arrays';
import type { Db } from '@/db/client';
import { maintenanceMonitors, maintenances, maintenanceWindows } from '@/db/schema/maintenance';
import { monitors } from '@/db/schema/monitors';
import { fromUuid, toUuid } from '@/lib/core/ids';
import type { MaintenanceStatus, WindowStatus } from '@/lib/maintenance/constants';

export type StoredMaintenance = typeof maintenances.$inferSelect;
export type NewMaintenance = typeof maintenances.$inferInsert & { id: string };
export type StoredWindow = typeof maintenanceWindows.$inferSelect;

function isOwn(organizationId: string, id: string) {
  return and(eq(maintenances.organizationId, organizationId), eq(maintenances.id, id));
}

/** Named with its table, which Drizzle leaves out of the columns of a list. */
const ownId = sql.raw('maintenances.id');

/** Windows turn every second; by its time one that is due counts as running already, and one that is over as done. */
const isRunning = sql`w.status in ('scheduled', 'active') and w.starts_at <= now() and w.ends_at > now()`;
const isComing = sql`w.status = 'scheduled' and w.starts_at > now()`;

function hasWindow(condition: SQL) {
  return sql`exists (select 1 from maintenance_windows w where w.maintenance_id = ${ownId} and ${condition})`;
}

const status = sql<MaintenanceStatus>`case
  when ${hasWindow(isRunning)} then 'active'
  when ${maintenances.cancelledAt} is not null then 'cancelled'
  when ${hasWindow(isComing)} then 'scheduled'
  else 'completed' end`;

type ShownWindow = { id: string; startsMs: number; endsMs: number; status: WindowStatus };

function windowWhere(condition: SQL) {
  return sql<ShownWindow | null>`(
    select jsonb_build_object('id', w.id, 'status', w.status,
      'startsMs', round(date_part('epoch', w.starts_at) * 1000), 'endsMs', round(date_part('epoch', w.ends_at) * 1000))
    from maintenance_windows w where w.maintenance_id = ${ownId} and ${condition}
    order by w.starts_at limit 1)`;
}

const monitorUuids = sql<string[]>`(
  select coalesce(jsonb_agg(c.monitor_id order by c.monitor_id), '[]') from maintenance_monitors c
  where c.maintenance_id = ${ownId})`;

function selectAll(db: Db) {
  return db
    .select({
      maintenance: maintenances,
      status: status.as('status'),
      current: windowWhere(isRunning).as('current'),
      next: windowWhere(isComing).as('next'),
      monitorUuids: monitorUuids.as('monitor_uuids'),
    })
    .from(maintenances);
}

export type MaintenanceRow = Awaited<ReturnType<typeof selectAll>>[number];

export async function findMaintenanceRow(
  db: Db,
  organizationId: string,
  id: string,
): Promise<MaintenanceRow | null> {
  const rows = await selectAll(db).where(isOwn(organizationId, id));
  return rows[0] ?? null;
}

export type MaintenanceFilter = {
  projectId?: string | undefined;
  status?: MaintenanceStatus | undefined;
  monitor_id?: string | undefined;
};

function covers(monitorId: string): SQL {
  const uuid = sql`${toUuid(monitorId)}::uuid`;
  return sql`(case when ${maintenances.coversProject}
    then exists (select 1 from monitors m where m.id = ${uuid} and m.project_id = ${maintenances.projectId})
    else exists (
      select 1 from maintenance_monitors c where c.maintenance_id = ${maintenances.id} and c.monitor_id = ${uuid})
    end)`;
}

/** Newest first. */
export async function selectMaintenanceRows(
  db: Db,
  organizationId: string,
  filter: MaintenanceFilter,
  page: { limit: number; before: string | null },
): Promise<MaintenanceRow[]> {
  return selectAll(db)
    .where(
      and(
        eq(maintenances.organizationId, organizationId),
        filter.projectId === undefined ? undefined : eq(maintenances.projectId, filter.projectId),
        filter.status === undefined ? undefined : sql`${status} = ${filter.status}`,
        filter.monitor_id === undefined ? undefined : covers(filter.monitor_id),
        page.before === null ? undefined : lt(maintenances.id, page.before),
      ),
    )
    .orderBy(desc(maintenances.id))
    .limit(page.limit + 1);
}

/** Windows newest first: their ids say nothing of their order. */
export async function selectWindows(
  db: Db,
  maintenanceId: string,
  page: { limit: number; before: Date | null },
): Promise<StoredWindow[]> {
  return db
    .select()
    .from(maintenanceWindows)
    .where(
      and(
        eq(maintenanceWindows.maintenanceId, maintenanceId),
        page.before === null ? undefined : lt(maintenanceWindows.startsAt, page.before),
      ),
    )
    .orderBy(desc(maintenanceWindows.startsAt))
    .limit(page.limit + 1);
}

/** Before its windows, as whoever turns them does. */
export async function lockMaintenance(
  db: Db,
  organizationId: string,
  id: string,
): Promise<StoredMaintenance | null> {
  const rows = await db.select().from(maintenances).where(isOwn(organizationId, id)).for('update');
  return rows[0] ?? null;
}

export async function insertMaintenance(db: Db, row: NewMaintenance): Promise<void> {
  await db.insert(maintenances).values(row);
}

export async function updateMaintenanceRow(
  db: Db,
  id: string,
  values: Partial<typeof maintenances.$inferInsert>,
): Promise<void> {
  await db.update(maintenances).set(values).where(eq(maintenances.id, id));
}

export async function deleteMaintenanceRow(db: Db, id: string): Promise<void> {
  await db.delete(maintenances).where(eq(maintenances.id, id));
}

/** Instead of those there were. */
export async function setMonitors(
  db: Db,
  maintenanceId: string,
  monitorIds: readonly string[],
): Promise<void> {
  await db.delete(maintenanceMonitors).where(eq(maintenanceMonitors.maintenanceId, maintenanceId));
  if (monitorIds.length === 0) return;
  await db.insert(maintenanceMonitors).values(monitorIds.map((monitorId) => ({ maintenanceId, monitorId })));
}

/** Of these, those that are not of the project. */
export async function findStrangers(
  db: Db,
  projectId: string,
  monitorIds: readonly string[],
): Promise<string[]> {
  if (monitorIds.length === 0) return [];
  const rows = await db
    .select({ id: monitors.id })
    .from(monitors)
    .where(and(eq(monitors.projectId, projectId), inArray(monitors.id, [...monitorIds])))
    .for('key share');
  const known = new Set(rows.map(({ id }) => id));
  return monitorIds.filter((id) => !known.has(id));
}

/** The database's clock, which turns the windows, in whole milliseconds that have come. */
export async function selectNowMs(db: Db): Promise<number> {
  const rows = await db.execute<{ ms: number }>(sql`select floor(date_part('epoch', now()) * 1000) as ms`);
  return rows[0]?.ms ?? 0;
}

type OwnWindow = { organizationId: string; maintenanceId: string };

/**
 * Instead of the one that was to begin next, which moves: status pages that tell of it follow. One that has been and gone at the
 * same instant stays.
 */
export async function layWindow(
  db: Db,
  { organizationId, maintenanceId }: OwnWindow,
  window: { startsAtMs: number; endsAtMs: number } | null,
): Promise<void> {
  if (window !== null && (await moveComingWindow(db, maintenanceId, window))) return;
  await db
    .delete(maintenanceWindows)
    .where(
      and(
        eq(maintenanceWindows.maintenanceId, maintenanceId),
        eq(maintenanceWindows.status, 'scheduled'),
        sql`${maintenanceWindows.startsAt} > now()`,
      ),
    );
  if (window === null) return;
  await db
    .insert(maintenanceWindows)
    .values({
      organizationId,
      maintenanceId,
      startsAt: new Date(window.startsAtMs),
      endsAt: new Date(window.endsAtMs),
      status: 'scheduled',
    })
    .onConflictDoNothing();
}

/** Whether there was one, and none that has been at the new instant. */
async function moveComingWindow(
  db: Db,
  maintenanceId: string,
  { startsAtMs, endsAtMs }: { startsAtMs: number; endsAtMs: number },
): Promise<boolean> {
  const uuid = sql`${toUuid(maintenanceId)}::uuid`;
  const startsAt = sql`${new Date(startsAtMs).toISOString()}::timestamptz`;
  const rows = await db.execute(sql`
    update maintenance_windows w set starts_at = ${startsAt}, ends_at = ${new Date(endsAtMs).toISOString()}::timestamptz
    where w.id = (
        select id from maintenance_windows where maintenance_id = ${uuid} and status = 'scheduled' and starts_at > now()
        order by starts_at limit 1)
      and not exists (
        select 1 from maintenance_windows o where o.maintenance_id = ${uuid} and o.starts_at = ${startsAt} and o.id <> w.id)
    returning 1 as one`);
  return rows.length > 0;
}

export async function cancelComingWindows(db: Db, maintenanceId: string): Promise<void> {
  await db.execute(sql`
    update maintenance_windows w set status = 'cancelled'
    where w.maintenance_id = ${toUuid(maintenanceId)}::uuid and ${isComing}`);
}

/** The one that runs, if any, ends now; its spans follow within a second. Gives back whether there was one. */
export async function endRunningWindow(
  db: Db,
  maintenanceId: string,
  endsAt: Date | null = null,
): Promise<boolean> {
  const wanted = endsAt === null ? sql`now()` : sql`${endsAt.toISOString()}::timestamptz`;
  const rows = await db.execute(sql`
    update maintenance_windows w
    set ends_at = date_trunc('milliseconds', greatest(${wanted}, w.starts_at + interval '1 millisecond'))
    where w.maintenance_id = ${toUuid(maintenanceId)}::uuid and ${isRunning}
    returning 1 as one`);
  return rows.length > 0;
}

/** A window whose end nobody has turned yet counts: until then its monitors are marked. */
export async function isMarking(db: Db, maintenanceId: string): Promise<boolean> {
  const rows = await db.execute(sql`
    select 1 as one from maintenance_windows w
    where w.maintenance_id = ${toUuid(maintenanceId)}::uuid
      and (w.status = 'active' or w.status = 'scheduled' and w.starts_at <= now())`);
  return rows.length > 0;
}

export type ActiveMaintenance = { maintenanceId: string; title: string; endsAt: Date };

/** For each of these monitors the running window that ends last. */
export async function selectActive(
  db: Db,
  monitorIds: readonly string[],
): Promise<(ActiveMaintenance & { monitorId: string })[]> {
  if (monitorIds.length === 0) return [];
  const rows = await db.execute<{ monitor_id: string; id: string; title: string; ends_ms: number }>(sql`
    select distinct on (c.monitor_id) c.monitor_id, t.id, t.title,
      round(date_part('epoch', w.ends_at) * 1000) as ends_ms
    from maintenance_windows w
    join maintenances t on t.id = w.maintenance_id
    join lateral (
      select m.id as monitor_id from monitors m
      where t.covers_project and m.project_id = t.project_id
        and m.id = any(${pgArray(monitorIds.map(toUuid))}::text::uuid[])
      union all
      select mm.monitor_id from maintenance_monitors mm
      where not t.covers_project and mm.maintenance_id = t.id
        and mm.monitor_id = any(${pgArray(monitorIds.map(toUuid))}::text::uuid[])
    ) c on true
    where ${isRunning}
    order by c.monitor_id, w.ends_at desc`);
  return rows.map(({ monitor_id, id, title, ends_ms }) => ({
    monitorId: fromUuid('mon', monitor_id),
    maintenanceId: fromUuid('mnt', id),
    title,
    endsAt: new Date(ends_ms),
  }));
}
