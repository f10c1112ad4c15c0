import { and, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { pageIncidentComponents, pageIncidents, pageIncidentUpdates } from '@/db/schema/page-incidents';
import { statusPages } from '@/db/schema/status-pages';
import { toUuid } from '@/lib/core/ids';
import type { MonitorStatus, SpanState } from '@/lib/monitors/constants';
import type { StoredPage } from '@/lib/status-pages/require-page';

/** With what the database's clock says. */
export async function selectPage(
  db: Db,
  pageId: string,
): Promise<{ page: StoredPage; nowMs: number } | null> {
  const [row] = await db
    .select({ page: statusPages, nowMs: sql<number>`round(date_part('epoch', now()) * 1000)::float8` })
    .from(statusPages)
    .where(eq(statusPages.id, pageId));
  return row ?? null;
}

/** Who may read it, which is no fact that is shown. */
export async function selectAccess(db: Db, pageId: string) {
  const rows = await db
    .select({
      access: statusPages.access,
      accessVersion: statusPages.accessVersion,
      allowedRanges: statusPages.allowedRanges,
    })
    .from(statusPages)
    .where(eq(statusPages.id, pageId));
  return rows[0] ?? null;
}

export type MonitorFactsRow = {
  monitor_uuid: string;
  status: MonitorStatus;
  watched_from_ms: number;
  /** Null of what is paused. */
  covered_until_ms: number | null;
  checked_ms: number | null;
  /** Ascending: state, beginning, end. */
  spans: [SpanState, number, number | null][];
};

/** The detector looks every second; until then nobody is told that a heartbeat is overdue. */
const detectorSeconds = 15;

const epochMs = (column: string) => sql.raw(`round(date_part('epoch', ${column}) * 1000)::float8`);

/** The monitors of a page's components, with their lives since an instant: one row each, however long. */
export async function selectMonitorFacts(db: Db, pageId: string, from: Date): Promise<MonitorFactsRow[]> {
  const since = sql`${from.toISOString()}::timestamptz`;
  return db.execute<MonitorFactsRow>(sql`
    select m.id as monitor_uuid,
      case
        when m.paused_at is not null then 'paused'
        when ms.in_maintenance then 'maintenance'
        when ms.state = 'pending' then 'pending'
        when c.covered_until_at < now() then 'unknown'
        when h.deadline_at < now() - make_interval(secs => ${detectorSeconds}::int) then 'unknown'
        else ms.state end as status,
      ${epochMs(`least(m.created_at, (
        select started_at from spans where monitor_id = m.id order by started_at limit 1))`)} as watched_from_ms,
      case when m.paused_at is null then
        ${epochMs(`coalesce(c.covered_until_at, h.deadline_at + make_interval(secs => ${detectorSeconds}))`)}
        end as covered_until_ms,
      ${epochMs('greatest(c.last_checked_at, h.last_ping_at)')} as checked_ms,
      coalesce(lived.spans, '[]') as spans
    from page_components pc
    join monitors m on m.id = pc.monitor_id
    join monitor_states ms on ms.monitor_id = m.id
    left join heartbeats h on h.monitor_id = m.id
    left join lateral (
      select max(covered_until_at) as covered_until_at, max(last_checked_at) as last_checked_at
      from check_schedules where monitor_id = m.id) c on true
    left join lateral (
      select json_agg(json_build_array(s.state, ${epochMs('s.started_at')}, ${epochMs('s.ended_at')})
        order by s.started_at) as spans
      from spans s
      where s.monitor_id = m.id and s.started_at < now() and (s.ended_at is null or s.ended_at > ${since})
        and s.started_at >= coalesce((
          select started_at from spans
          where monitor_id = m.id and started_at <= ${since} order by started_at desc limit 1), '-infinity')
    ) lived on true
    where pc.page_id = ${toUuid(pageId)}::uuid`);
}

/** The hours of the last day in which monitors answered, of components that show it: one row per monitor and hour. */
export async function selectHourHistograms(
  db: Db,
  pageId: string,
  window: { fromMs: number; toMs: number },
): Promise<{ monitor_uuid: string; at_ms: number; histograms: number[][] }[]> {
  return db.execute(sql`
    select r.monitor_id as monitor_uuid, ${epochMs('r.bucket_at')} as at_ms,
      json_agg(r.histogram) as histograms
    from page_components pc
    join rollup_hours r on r.monitor_id = pc.monitor_id
      and r.bucket_at >= to_timestamp(${window.fromMs}::float8 / 1000)
      and r.bucket_at < to_timestamp(${window.toMs}::float8 / 1000)
    where pc.page_id = ${toUuid(pageId)}::uuid and pc.shows_response_times
    group by 1, 2 order by 1, 2`);
}

/** Published ones: those that are not over first, then the newest. */
export async function selectPublished(db: Db, pageId: string, limit: number) {
  const { publishedAt, discardedAt, resolvedAt, scheduledFor, startedAt, id } = pageIncidents;
  return db
    .select()
    .from(pageIncidents)
    .where(and(eq(pageIncidents.pageId, pageId), isNotNull(publishedAt), isNull(discardedAt)))
    .orderBy(sql`${resolvedAt} is null desc`, sql`coalesce(${scheduledFor}, ${startedAt}) desc`, desc(id))
    .limit(limit);
}

/** Newest first within each. */
export async function selectUpdates(db: Db, incidentIds: readonly string[]) {
  if (incidentIds.length === 0) return [];
  return db
    .select()
    .from(pageIncidentUpdates)
    .where(inArray(pageIncidentUpdates.pageIncidentId, [...incidentIds]))
    .orderBy(desc(pageIncidentUpdates.displayAt), desc(pageIncidentUpdates.id));
}

export async function selectAffected(db: Db, incidentIds: readonly string[]) {
  if (incidentIds.length === 0) return [];
  return db
    .select()
    .from(pageIncidentComponents)
    .where(inArray(pageIncidentComponents.pageIncidentId, [...incidentIds]));
}
