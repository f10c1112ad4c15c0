import { and, asc, desc, eq, gt, isNull, lt, or, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { heartbeats } from '@/db/schema/heartbeats';
import { checkSchedules, monitors } from '@/db/schema/monitors';
import { spans } from '@/db/schema/spans';
import type { StoredSpan } from '@/lib/spans/relay-spans';
import type { ClosedSpan, OpenedSpan, RestatedSpan } from '@/lib/spans/write-spans';

export async function restateOpenSpans(db: Db, rows: readonly RestatedSpan[]): Promise<void> {
  if (rows.length === 0) return;
  await db.execute(sql`
    update spans s set state = r.state, cause = r.cause, reason = r.reason
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as r("monitorUuid" uuid, state text, cause text, reason jsonb)
    where s.monitor_id = r."monitorUuid" and s.ended_at is null`);
}

export async function closeOpenSpans(db: Db, rows: readonly ClosedSpan[]): Promise<void> {
  if (rows.length === 0) return;
  await db.execute(sql`
    update spans s set ended_at = to_timestamp(c."endedAtMs" / 1000.0)
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as c("monitorUuid" uuid, "endedAtMs" float8)
    where s.monitor_id = c."monitorUuid" and s.ended_at is null`);
}

export async function insertSpans(db: Db, rows: readonly OpenedSpan[]): Promise<void> {
  if (rows.length === 0) return;
  await db.execute(sql`
    insert into spans (id, organization_id, monitor_id, state, started_at, ended_at, cause, reason)
    select o.uuid, o."organizationUuid", o."monitorUuid", o.state,
      to_timestamp(o."startedAtMs" / 1000.0), to_timestamp(o."endedAtMs" / 1000.0), o.cause, o.reason
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as o(uuid uuid, "organizationUuid" uuid, "monitorUuid" uuid, state text, "startedAtMs" float8,
           "endedAtMs" float8, cause text, reason jsonb)`);
}

type Tail = StoredSpan & { monitorUuid: string };

export async function selectTails(
  db: Db,
  wanted: readonly { monitorUuid: string; fromMs: number }[],
): Promise<Tail[]> {
  if (wanted.length === 0) return [];
  return db.execute<Tail>(sql`
    select s.monitor_id as "monitorUuid", s.state, s.cause, s.reason,
      round(date_part('epoch', s.started_at) * 1000) as "startedAtMs",
      round(date_part('epoch', s.ended_at) * 1000) as "endedAtMs"
    from jsonb_to_recordset(${JSON.stringify(wanted)}::text::jsonb) as w("monitorUuid" uuid, "fromMs" float8)
    join spans s on s.monitor_id = w."monitorUuid"
      and (s.ended_at is null or s.ended_at > to_timestamp(w."fromMs" / 1000.0))
    order by s.monitor_id, s.started_at`);
}

export async function cutSpans(
  db: Db,
  cuts: readonly { monitorUuid: string; cutAtMs: number }[],
): Promise<void> {
  if (cuts.length === 0) return;
  const rows = sql`jsonb_to_recordset(${JSON.stringify(cuts)}::text::jsonb) as c("monitorUuid" uuid, "cutAtMs" float8)`;
  await db.execute(sql`
    delete from spans s using ${rows}
    where s.monitor_id = c."monitorUuid" and s.started_at >= to_timestamp(c."cutAtMs" / 1000.0)`);
  await db.execute(sql`
    update spans s set ended_at = to_timestamp(c."cutAtMs" / 1000.0) from ${rows}
    where s.monitor_id = c."monitorUuid"
      and (s.ended_at is null or s.ended_at > to_timestamp(c."cutAtMs" / 1000.0))`);
}

export type SpanRow = typeof spans.$inferSelect;

/** Of one monitor, those that overlap the window, ascending. */
export async function selectSpans(
  db: Db,
  organizationId: string,
  monitorId: string,
  window: { from: Date; to: Date },
  limit: number,
): Promise<SpanRow[]> {
  return db
    .select()
    .from(spans)
    .where(
      and(
        eq(spans.organizationId, organizationId),
        eq(spans.monitorId, monitorId),
        lt(spans.startedAt, window.to),
        or(isNull(spans.endedAt), gt(spans.endedAt, window.from)),
      ),
    )
    .orderBy(asc(spans.startedAt))
    .limit(limit);
}

export async function selectDownSpans(
  db: Db,
  organizationId: string,
  monitorId: string,
  window: { from: Date; to: Date },
  limit: number,
): Promise<SpanRow[]> {
  return db
    .select()
    .from(spans)
    .where(
      and(
        eq(spans.organizationId, organizationId),
        eq(spans.monitorId, monitorId),
        eq(spans.state, 'down'),
        lt(spans.startedAt, window.to),
        or(isNull(spans.endedAt), gt(spans.endedAt, window.from)),
      ),
    )
    .orderBy(desc(spans.startedAt))
    .limit(limit);
}

/** The detector looks every second; until then nobody is told that a heartbeat is overdue. */
const detectorSeconds = 15;

/** Until when any region's last check vouches for the monitor; a heartbeat is vouched for until its deadline. */
export async function selectCoveredUntil(db: Db, monitorId: string): Promise<Date | null> {
  const rows = await db
    .select({
      at: sql<Date | null>`coalesce(
        (select max(${checkSchedules.coveredUntilAt}) from ${checkSchedules}
          where ${checkSchedules.monitorId} = ${monitors.id}),
        ${heartbeats.deadlineAt} + make_interval(secs => ${detectorSeconds}::int))`.mapWith(
        heartbeats.deadlineAt,
      ),
    })
    .from(monitors)
    .leftJoin(heartbeats, eq(heartbeats.monitorId, monitors.id))
    .where(eq(monitors.id, monitorId));
  return rows[0]?.at ?? null;
}

export type ProjectMonitor = { id: string; name: string; createdAt: Date; coveredUntilAt: Date | null };

/** The monitors of a project, with until when each is vouched for; null of what is paused, as for one of them. */
export async function selectProjectMonitors(
  db: Db,
  organizationId: string,
  projectId: string,
): Promise<ProjectMonitor[]> {
  return db
    .select({
      id: monitors.id,
      name: monitors.name,
      createdAt: monitors.createdAt,
      coveredUntilAt: sql<Date | null>`case when ${monitors.pausedAt} is null then coalesce(
        (select max(${checkSchedules.coveredUntilAt}) from ${checkSchedules}
          where ${checkSchedules.monitorId} = ${monitors.id}),
        ${heartbeats.deadlineAt} + make_interval(secs => ${detectorSeconds}::int)) end`.mapWith(
        heartbeats.deadlineAt,
      ),
    })
    .from(monitors)
    .leftJoin(heartbeats, eq(heartbeats.monitorId, monitors.id))
    .where(and(eq(monitors.organizationId, organizationId), eq(monitors.projectId, projectId)))
    .orderBy(asc(monitors.name), asc(monitors.id));
}

/** Of all monitors of a project, those that overlap the window, ascending within each. */
export async function selectProjectSpans(
  db: Db,
  organizationId: string,
  projectId: string,
  window: { from: Date; to: Date },
) {
  return db
    .select({
      monitorId: spans.monitorId,
      state: spans.state,
      startedAt: spans.startedAt,
      endedAt: spans.endedAt,
    })
    .from(monitors)
    .innerJoin(spans, eq(spans.monitorId, monitors.id))
    .where(
      and(
        eq(monitors.organizationId, organizationId),
        eq(monitors.projectId, projectId),
        lt(spans.startedAt, window.to),
        or(isNull(spans.endedAt), gt(spans.endedAt, window.from)),
      ),
    )
    .orderBy(asc(spans.monitorId), asc(spans.startedAt));
}
