import { type SQL, sql } from 'drizzle-orm';
import { pgArray } from '@/db/arrays';
import type { Db } from '@/db/client';

const ms = (column: SQL) => sql`round(date_part('epoch', ${column}) * 1000)`;
const uuids = (ids: readonly string[]) => sql`any(${pgArray(ids)}::text::uuid[])`;

/** Held until the end of the transaction; null where another process has it. The database's clock, epoch milliseconds. */
export async function tryLockTurn(db: Db): Promise<number | null> {
  const rows = await db.execute<{ locked: boolean; now_ms: number }>(
    sql`select pg_try_advisory_xact_lock(7815696122) as locked, ${ms(sql`now()`)} as now_ms`,
  );
  return rows[0]?.locked === true ? rows[0].now_ms : null;
}

export type MaintenanceRow = {
  id: string;
  organization_id: string;
  starts_ms: number | null;
  ends_ms: number | null;
  schedule: unknown;
  duration_minutes: number | null;
  until_ms: number | null;
  cancelled: boolean;
};

/** Maintenances with a window that is to begin or to end, locked, in the order in which the verbs lock: before windows. */
export async function lockDueMaintenances(db: Db, limit: number): Promise<MaintenanceRow[]> {
  return db.execute<MaintenanceRow>(sql`
    select m.id, m.organization_id, m.schedule, m.duration_minutes, m.cancelled_at is not null as cancelled,
      ${ms(sql`m.starts_at`)} as starts_ms, ${ms(sql`m.ends_at`)} as ends_ms, ${ms(sql`m.until_at`)} as until_ms
    from maintenances m
    where m.id in (
      (select maintenance_id from maintenance_windows where status = 'scheduled' and starts_at <= now()
        order by starts_at limit ${limit})
      union
      (select maintenance_id from maintenance_windows where status = 'active' and ends_at <= now()
        order by ends_at limit ${limit}))
    order by m.id
    for no key update of m`);
}

export type TurnedWindow = {
  id: string;
  maintenance_id: string;
  starts_ms: number;
  ends_ms: number;
  /** `ended`: it ran until now. `missed`: it was over before anybody began it. */
  turn: 'begun' | 'ended' | 'missed';
};

export async function turnWindows(db: Db, maintenanceUuids: readonly string[]): Promise<TurnedWindow[]> {
  return db.execute<TurnedWindow>(sql`
    update maintenance_windows w
    set status = case when w.status = 'active' or w.ends_at <= now() then 'completed' else 'active' end
    from maintenance_windows was
    where was.id = w.id and w.maintenance_id = ${uuids(maintenanceUuids)}
      and (w.status = 'scheduled' and w.starts_at <= now() or w.status = 'active' and w.ends_at <= now())
    returning w.id, w.maintenance_id, ${ms(sql`w.starts_at`)} as starts_ms, ${ms(sql`w.ends_at`)} as ends_ms,
      case when was.status = 'active' then 'ended' when w.status = 'active' then 'begun' else 'missed' end as turn`);
}

export type NewWindow = {
  id: string;
  organizationUuid: string;
  maintenanceUuid: string;
  startsAtMs: number;
  endsAtMs: number;
};

/** Where a window of that beginning was called off, it stays so. */
export async function insertWindows(db: Db, windows: readonly NewWindow[]): Promise<void> {
  if (windows.length === 0) return;
  await db.execute(sql`
    insert into maintenance_windows (id, organization_id, maintenance_id, starts_at, ends_at, status)
    select n.id, n."organizationUuid", n."maintenanceUuid", to_timestamp(n."startsAtMs" / 1000.0),
      to_timestamp(n."endsAtMs" / 1000.0), 'scheduled'
    from jsonb_to_recordset(${JSON.stringify(windows)}::text::jsonb) as n(
      id uuid, "organizationUuid" uuid, "maintenanceUuid" uuid, "startsAtMs" float8, "endsAtMs" float8)
    on conflict do nothing`);
}

/** The monitors that a maintenance `t` covers: all of its project, or the listed ones. */
const coverage = sql`
  select m.id as monitor_id, t.id as maintenance_id from t join monitors m
    on t.covers_project and m.project_id = t.project_id
  union all
  select mm.monitor_id, t.id from t join maintenance_monitors mm
    on not t.covers_project and mm.maintenance_id = t.id`;

/**
 * Monitors whose mark is not what the running windows say: added to a project or a list, taken out of it, or whose
 * window has begun or ended. `organizations`: where a window has just ended, so that none runs there any more.
 */
export async function findWronglyMarked(db: Db, organizations: readonly string[]): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    with t as materialized (
      select distinct m.id, m.organization_id, m.project_id, m.covers_project
      from maintenance_windows w join maintenances m on m.id = w.maintenance_id where w.status = 'active'
    ), covered as (select distinct monitor_id from (${coverage}) c),
    marked as (
      select monitor_id from monitor_states
      where in_maintenance
        and (organization_id in (select organization_id from t) or organization_id = ${uuids(organizations)})
    )
    select coalesce(c.monitor_id, k.monitor_id) as id
    from covered c full join marked k on k.monitor_id = c.monitor_id
    where c.monitor_id is null or k.monitor_id is null`);
  return rows.map(({ id }) => id);
}

/** Whether any window runs: where none does, and none has turned, there is nothing more to ask. */
export async function isAnyWindowActive(db: Db): Promise<boolean> {
  const rows = await db.execute(
    sql`select 1 as one from maintenance_windows where status = 'active' limit 1`,
  );
  return rows.length > 0;
}

/** Whom windows cover, by window. */
export async function findCovered(
  db: Db,
  windowUuids: readonly string[],
): Promise<{ monitor_id: string; window_id: string }[]> {
  if (windowUuids.length === 0) return [];
  return db.execute<{ monitor_id: string; window_id: string }>(sql`
    with w as materialized (select id, maintenance_id from maintenance_windows where id = ${uuids(windowUuids)}),
    t as materialized (
      select distinct m.id, m.project_id, m.covers_project from w join maintenances m on m.id = w.maintenance_id
    )
    select c.monitor_id, w.id as window_id from (${coverage}) c join w on w.maintenance_id = c.maintenance_id`);
}

export type Running = { monitor_id: string; window_id: string };

/** The windows that run now, for each of these monitors. */
export async function findRunning(db: Db, monitorUuids: readonly string[]): Promise<Running[]> {
  if (monitorUuids.length === 0) return [];
  return db.execute<Running>(sql`
    with w as materialized (select id, maintenance_id from maintenance_windows where status = 'active'),
    t as materialized (
      select distinct m.id, m.project_id, m.covers_project from w join maintenances m on m.id = w.maintenance_id
    )
    select c.monitor_id, w.id as window_id from (${coverage}) c join w on w.maintenance_id = c.maintenance_id
    where c.monitor_id = ${uuids(monitorUuids)}`);
}

/** Before their states: who deletes a monitor has its row first and comes to its state last. */
export async function holdMonitors(db: Db, monitorUuids: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.execute<{ id: string; created_ms: number }>(sql`
    select id, ${ms(sql`created_at`)} as created_ms from monitors where id = ${uuids(monitorUuids)}
    order by id for key share`);
  return new Map(rows.map(({ id, created_ms }) => [id, created_ms]));
}

export async function markInMaintenance(
  db: Db,
  monitorUuids: readonly string[],
  isIn: boolean,
): Promise<void> {
  if (monitorUuids.length === 0) return;
  await db.execute(
    sql`update monitor_states set in_maintenance = ${isIn} where monitor_id = ${uuids(monitorUuids)}`,
  );
}
