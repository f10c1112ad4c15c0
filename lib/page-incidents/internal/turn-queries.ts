import { asc, eq, type SQL, sql } from 'drizzle-orm';
import { pgArray } from '@/db/arrays';
import type { Db } from '@/db/client';
import { pageIncidentComponents, pageIncidents } from '@/db/schema/page-incidents';
import { pageComponents, statusPages } from '@/db/schema/status-pages';
import { fromUuid, toUuid } from '@/lib/core/ids';
import { outsideMaintenance, tellableSince } from '@/lib/page-incidents/internal/outside-maintenance';
import type { StoredPageIncident } from '@/lib/page-incidents/queries';
import type { ComponentStatus, PageLocale } from '@/lib/status-pages/constants';

const ms = (column: SQL) => sql`floor(date_part('epoch', ${column}) * 1000)::float8`;
const pinIds = (rows: readonly { id: string }[]) => rows.map(({ id }) => fromUuid('pin', id));

/** The database's clock. */
export async function selectNow(db: Db): Promise<Date> {
  const rows = await db.execute<{ now_ms: number }>(sql`select ${ms(sql`now()`)} as now_ms`);
  return new Date(rows[0]?.now_ms ?? 0);
}

/** Open outages of monitors that stand in published pages which make drafts, and that no incident of the page tells of yet. */
const untold = sql`
  from incidents i
  join page_components c on c.monitor_id = i.monitor_id
  join status_pages p on p.id = c.page_id and p.is_published
    and coalesce((p.settings->>'drafts_incidents')::boolean, true)
  where i.status <> 'resolved' and i.monitor_id is not null and i.cause <> 'manual'
    and not exists (select 1 from page_incident_sources s where s.page_id = c.page_id and s.incident_id = i.id)
    and ${outsideMaintenance}`;

export type OutageRow = {
  incident_id: string;
  component_id: string;
  name: string;
  cause: string;
  evidence: unknown;
  opened_ms: number;
  since_ms: number;
  is_open: boolean;
  resolved_ms: number | null;
  is_maintained: boolean;
};

const outage = sql`i.id as incident_id, c.id as component_id, c.name, i.cause, i.evidence,
  ${ms(sql`i.opened_at`)} as opened_ms, ${ms(sql`coalesce(i.down_since_at, i.opened_at)`)} as since_ms,
  i.status <> 'resolved' as is_open, ${ms(sql`i.resolved_at`)} as resolved_ms,
  not (${outsideMaintenance}) as is_maintained`;

export type UntoldRow = OutageRow & { tellable_ms: number };

/** The oldest first. */
export async function selectUntold(db: Db, pageId: string, limit: number): Promise<UntoldRow[]> {
  return db.execute<UntoldRow>(sql`
    select ${outage}, ${ms(tellableSince)} as tellable_ms ${untold} and c.page_id = ${toUuid(pageId)}::uuid order by i.opened_at, i.id limit ${limit}`);
}

/** What an incident of a page tells of, the oldest first; outages of monitors that left the page are not among it. */
export async function selectOutages(db: Db, pageIncidentId: string): Promise<OutageRow[]> {
  return db.execute<OutageRow>(sql`
    select ${outage}
    from page_incident_sources s
    join incidents i on i.id = s.incident_id
    join page_components c on c.monitor_id = i.monitor_id and c.page_id = s.page_id
    where s.page_incident_id = ${toUuid(pageIncidentId)}::uuid
    order by i.opened_at, i.id`);
}

/** It tells of these outages no longer, so that they are found as untold again. */
export async function forgetSources(
  db: Db,
  pageIncidentId: string,
  rows: readonly OutageRow[],
): Promise<void> {
  const outages = pgArray(rows.map(({ incident_id }) => incident_id));
  await db.execute(sql`
    delete from page_incident_sources
    where page_incident_id = ${toUuid(pageIncidentId)}::uuid and incident_id = any(${outages}::text::uuid[])`);
}

export async function hasOpenSource(db: Db, pageIncidentId: string): Promise<boolean> {
  const rows = await db.execute(sql`
    select 1 as one from page_incident_sources s join incidents i on i.id = s.incident_id
    where s.page_incident_id = ${toUuid(pageIncidentId)}::uuid and i.status <> 'resolved' limit 1`);
  return rows.length > 0;
}

export async function insertSource(
  db: Db,
  { pageIncidentId, pageId, incidentUuid }: { pageIncidentId: string; pageId: string; incidentUuid: string },
): Promise<void> {
  await db.execute(sql`
    insert into page_incident_sources (page_incident_id, page_id, incident_id)
    values (${toUuid(pageIncidentId)}::uuid, ${toUuid(pageId)}::uuid, ${incidentUuid}::uuid)
    on conflict do nothing`);
}

/** What people have published, that goes on and names this component: they know of it. Locked. */
export async function findTold(db: Db, pageId: string, componentUuid: string): Promise<string | null> {
  const rows = await db.execute<{ id: string }>(sql`
    select p.id from page_incidents p
    where p.page_id = ${toUuid(pageId)}::uuid and p.kind = 'incident' and p.is_taken
      and p.published_at is not null and p.resolved_at is null and p.discarded_at is null
      and exists (
        select 1 from page_incident_components n where n.page_incident_id = p.id and n.component_id = ${componentUuid}::uuid)
    order by p.id desc limit 1 for update`);
  return pinIds(rows)[0] ?? null;
}

/** An incident of outages that nobody has taken over, whose first one was opened at most ten minutes before or after. Locked. */
export async function findToJoin(db: Db, pageId: string, openedMs: number): Promise<string | null> {
  const rows = await db.execute<{ id: string }>(sql`
    select p.id from page_incidents p
    where p.page_id = ${toUuid(pageId)}::uuid and p.kind = 'incident' and p.origin = 'outage' and not p.is_taken
      and p.resolved_at is null and p.discarded_at is null
      and abs(date_part('epoch', (
        select min(i.opened_at) from page_incident_sources s join incidents i on i.id = s.incident_id
        where s.page_incident_id = p.id)) * 1000 - ${openedMs}) <= 600000
    order by p.id desc limit 1 for update`);
  return pinIds(rows)[0] ?? null;
}

export type WindowRow = {
  window_id: string;
  title: string;
  description: string;
  starts_ms: number;
  ends_ms: number;
};

/** The monitors that a maintenance `m` covers. */
const covered = sql`
  select o.id as monitor_id from monitors o where m.covers_project and o.project_id = m.project_id
  union all
  select l.monitor_id from maintenance_monitors l where not m.covers_project and l.maintenance_id = m.id`;

/** What of a page a window covers. */
export async function selectCovered(
  db: Db,
  pageId: string,
  windowUuid: string,
): Promise<{ id: string; name: string }[]> {
  const rows = await db.execute<{ id: string; name: string }>(sql`
    select c.id, c.name from maintenance_windows w join maintenances m on m.id = w.maintenance_id
    join lateral (${covered}) o on true
    join page_components c on c.monitor_id = o.monitor_id and c.page_id = ${toUuid(pageId)}::uuid
    where w.id = ${windowUuid}::uuid
    order by c.position, c.id`);
  return rows.map(({ id, name }) => ({ id: fromUuid('cmp', id), name }));
}

/** What it says takes the times of its window, and the title of its maintenance where nobody has changed it. Whether anything was new. */
export async function followWindow(db: Db, pageIncidentId: string): Promise<boolean> {
  const rows = await db.execute(sql`
    update page_incidents p
    set scheduled_for = w.starts_at, scheduled_until = w.ends_at,
      started_at = case when p.status = 'scheduled' then w.starts_at else p.started_at end,
      title = case when p.is_taken then p.title else m.title end,
      updated_at = greatest(date_trunc('milliseconds', now()), p.updated_at + interval '1 millisecond')
    from maintenance_windows w join maintenances m on m.id = w.maintenance_id
    where p.id = ${toUuid(pageIncidentId)}::uuid and p.resolved_at is null and p.discarded_at is null
      and w.id = p.maintenance_window_id and w.status <> 'cancelled'
      and (p.scheduled_for <> w.starts_at or p.scheduled_until <> w.ends_at or not p.is_taken and p.title <> m.title)
    returning 1 as one`);
  return rows.length > 0;
}

/** Of a window that does not take place: called off, or gone with its maintenance. */
const isCalledOff = sql`p.origin = 'window' and p.status = 'scheduled' and (
  p.maintenance_window_id is null
  or exists (select 1 from maintenance_windows w where w.id = p.maintenance_window_id and w.status = 'cancelled'))`;

export async function hasWindowThatTakesPlace(db: Db, pageIncidentId: string): Promise<boolean> {
  const rows = await db.execute(sql`
    select 1 as one from page_incidents p
    where p.id = ${toUuid(pageIncidentId)}::uuid and not (${isCalledOff})`);
  return rows.length > 0;
}

export async function lockById(db: Db, id: string): Promise<StoredPageIncident | null> {
  const rows = await db.select().from(pageIncidents).where(eq(pageIncidents.id, id)).for('update');
  return rows[0] ?? null;
}

/** Whether its subscribers are told, and in which language it speaks. */
export async function findVoice(
  db: Db,
  pageId: string,
): Promise<{ isPublished: boolean; locale: PageLocale }> {
  const rows = await db
    .select({ isPublished: statusPages.isPublished, locale: statusPages.defaultLocale })
    .from(statusPages)
    .where(eq(statusPages.id, pageId));
  return rows[0] ?? { isPublished: false, locale: 'en' };
}

export type NamedRow = { id: string; name: string; status: ComponentStatus };

/** What an incident names, in the order of the page. */
export async function selectNamedComponents(db: Db, pageIncidentId: string): Promise<NamedRow[]> {
  return db
    .select({ id: pageComponents.id, name: pageComponents.name, status: pageIncidentComponents.status })
    .from(pageIncidentComponents)
    .innerJoin(pageComponents, eq(pageComponents.id, pageIncidentComponents.componentId))
    .where(eq(pageIncidentComponents.pageIncidentId, pageIncidentId))
    .orderBy(asc(pageComponents.position), asc(pageComponents.id));
}

/** A window that is shown, and the page that is to tell of it; null where it is told already or no longer to be. */
export async function findWindow(db: Db, windowUuid: string): Promise<WindowRow | null> {
  const rows = await db.execute<WindowRow>(sql`
    select w.id as window_id, m.title, m.description, ${ms(sql`w.starts_at`)} as starts_ms, ${ms(sql`w.ends_at`)} as ends_ms
    from maintenance_windows w join maintenances m on m.id = w.maintenance_id and m.is_announced
    where w.id = ${windowUuid}::uuid and w.status in ('scheduled', 'active') and w.ends_at > now()`);
  return rows[0] ?? null;
}

const openSources = sql`
  page_incident_sources s
  join incidents i on i.id = s.incident_id and i.status <> 'resolved'
  join page_components c on c.monitor_id = i.monitor_id and c.page_id = s.page_id
  where s.page_incident_id = p.id`;

/** What a person has written in waits while all that it tells of is in maintenance. */
const toPublish = sql`
  select 'publish' as kind, p.id, null::uuid as window_id
  from page_incidents p join status_pages g on g.id = p.page_id and g.is_published
  where p.publish_at is not null and p.publish_at <= now() and p.published_at is null and p.discarded_at is null
    and not (p.is_taken
      and exists (select 1 from ${openSources})
      and not exists (select 1 from ${openSources} and ${outsideMaintenance}))`;

/** Of outages of which something is over, and which nobody has taken over. */
const recovered = sql`
  select 'recover' as kind, p.id, null::uuid as window_id from page_incidents p
  where p.kind = 'incident' and p.origin = 'outage' and p.resolved_at is null and p.discarded_at is null
    and not p.is_taken and (
      not exists (
        select 1 from page_incident_sources s join incidents i on i.id = s.incident_id
        where s.page_incident_id = p.id and i.status <> 'resolved')
      or p.published_at is not null and exists (
        select 1 from page_incident_components n join page_components c on c.id = n.component_id
        where n.page_incident_id = p.id and n.status <> 'operational' and not exists (
          select 1 from page_incident_sources s join incidents i on i.id = s.incident_id
          where s.page_incident_id = p.id and i.monitor_id = c.monitor_id and i.status <> 'resolved')))`;

/** Windows that begin within two weeks or run, by the published pages that show one of their monitors and tell nothing of them yet. */
const unannounced = sql`
  select 'announce' as kind, p.id, w.id as window_id
  from maintenance_windows w
  join maintenances m on m.id = w.maintenance_id and m.is_announced
  join status_pages p on p.project_id = m.project_id and p.is_published
  where w.status in ('scheduled', 'active') and w.ends_at > now() and w.starts_at < now() + interval '14 days'
    and not exists (select 1 from page_incidents x where x.page_id = p.id and x.maintenance_window_id = w.id)
    and exists (
      select 1 from page_components c join lateral (${covered}) o on o.monitor_id = c.monitor_id where c.page_id = p.id)`;

/** What a page says of a window that has other times or another title by now. */
const moved = sql`
  select 'follow' as kind, p.id, null::uuid as window_id
  from page_incidents p
  join maintenance_windows w on w.id = p.maintenance_window_id and w.status <> 'cancelled'
  join maintenances m on m.id = w.maintenance_id
  where p.kind = 'maintenance' and p.resolved_at is null and p.discarded_at is null
    and (p.scheduled_for <> w.starts_at or p.scheduled_until <> w.ends_at or not p.is_taken and p.title <> m.title)`;

/** Maintenance that begins or ends by its times now, or does not take place. */
const toTurn = sql`
  select 'turn' as kind, p.id, null::uuid as window_id from page_incidents p
  where p.kind = 'maintenance' and p.resolved_at is null and p.published_at is not null and p.discarded_at is null
    and (p.scheduled_until <= now() or p.status = 'scheduled' and p.scheduled_for <= now() or ${isCalledOff})`;

export type Work =
  | { kind: 'draft'; pageId: string }
  | { kind: 'announce'; pageId: string; windowUuid: string }
  | { kind: 'publish' | 'recover' | 'follow' | 'turn'; pageIncidentId: string };

type WorkRow = { kind: Work['kind']; id: string; window_id: string | null };

/** Everything that is to be done now, in one look; nothing, most of the time. */
export async function findWork(db: Db, limit: number): Promise<Work[]> {
  const rows = await db.execute<WorkRow>(sql`
    (select distinct 'draft' as kind, c.page_id as id, null::uuid as window_id ${untold} limit ${limit})
    union all (${toPublish} limit ${limit})
    union all (${recovered} limit ${limit})
    union all (${unannounced} order by w.starts_at limit ${limit})
    union all (${moved} limit ${limit})
    union all (${toTurn} order by p.scheduled_for limit ${limit})`);
  return rows.map(toWork);
}

function toWork({ kind, id, window_id }: WorkRow): Work {
  if (kind === 'draft') return { kind, pageId: fromUuid('pag', id) };
  if (kind === 'announce') return { kind, pageId: fromUuid('pag', id), windowUuid: window_id ?? '' };
  return { kind, pageIncidentId: fromUuid('pin', id) };
}
