import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { uuidsOf } from '@/lib/alerting/queries/uuids';
import type { Ancestor } from '@/lib/alerting/rules/hold-of';
import { fromUuid, toUuid } from '@/lib/core/ids';
import type { IncidentStatus } from '@/lib/incidents/constants';
import type { Severity } from '@/lib/monitors/constants';

const ms = (column: SQL) => sql`round(date_part('epoch', ${column}) * 1000)`;

/** Deeper than anybody builds; a bound all the same. */
const maxDepth = 20;
/** Each has two changes at most, and more than five are too many. */
const outagesLookedAt = 8;

export type FactsRow = {
  incident_id: string;
  organization_id: string;
  project_id: string;
  monitor_id: string | null;
  status: IncidentStatus;
  is_manual: boolean;
  opened_ms: number;
  down_since_ms: number | null;
  severity: Severity;
  policy_id: string | null;
  is_muted: boolean;
  maintenance: { title: string; endsMs: number } | null;
  flapping_until_ms: number | null;
  has_parent: boolean;
  last_checked_ms: number | null;
  outages: { openedMs: number; resolvedMs: number | null }[] | null;
  /** The database's clock. */
  now_ms: number;
};

// The window that ends last of those that cover it; one that nobody ends holds nothing five minutes after its end.
const maintenance = sql`
  select json_build_object('title', t.title, 'endsMs', ${ms(sql`w.ends_at`)}) as found
  from maintenance_windows w join maintenances t on t.id = w.maintenance_id
  where w.status = 'active' and w.ends_at > now() - interval '5 minutes' and w.organization_id = i.organization_id
    and (t.covers_project and t.project_id = m.project_id or exists (
      select 1 from maintenance_monitors mm where mm.maintenance_id = t.id and mm.monitor_id = m.id))
  order by w.ends_at desc limit 1`;

/** All that decides whether and whom incidents are told to, in one statement for any number of them. */
export async function selectFacts(db: Db, incidentIds: readonly string[]): Promise<FactsRow[]> {
  if (incidentIds.length === 0) return [];
  return db.execute<FactsRow>(sql`
    select i.id as incident_id, i.organization_id, i.project_id, i.monitor_id, i.status,
      i.cause = 'manual' as is_manual, ${ms(sql`i.opened_at`)} as opened_ms,
      ${ms(sql`i.down_since_at`)} as down_since_ms, coalesce(m.severity, 'normal') as severity,
      coalesce(m.policy_id, d.id) as policy_id, coalesce(st.in_maintenance, false) as is_muted,
      mt.found as maintenance, ${ms(sql`st.flapping_until_at`)} as flapping_until_ms, m.parent_id is not null as has_parent,
      ck.checked_ms as last_checked_ms, og.found as outages, floor(date_part('epoch', now()) * 1000) as now_ms
    from incidents i
    left join monitors m on m.id = i.monitor_id
    left join monitor_states st on st.monitor_id = m.id
    left join policies d on d.project_id = i.project_id and d.is_default
    left join lateral (${maintenance}) mt on st.in_maintenance
    left join lateral (
      select ${ms(sql`max(k.last_checked_at)`)} as checked_ms from check_schedules k where k.monitor_id = m.id
    ) ck on m.parent_id is not null
    left join lateral (
      select json_agg(json_build_object('openedMs', ${ms(sql`o.opened_at`)},
        'resolvedMs', ${ms(sql`o.resolved_at`)})) as found
      from (select x.opened_at, x.resolved_at from incidents x
        where x.monitor_id = m.id and x.cause <> 'manual' order by x.opened_at desc limit ${outagesLookedAt}) o
    ) og on m.id is not null
    where i.id = any(${uuidsOf(incidentIds)})`);
}

/**
 * What monitors depend on, the parent of each first. For all of them in one walk: joined row by row to each, it would be
 * planned as a look through every monitor there is.
 */
export async function selectAncestors(
  db: Db,
  monitorIds: readonly string[],
): Promise<{ monitor_id: string; found: Ancestor[] }[]> {
  if (monitorIds.length === 0) return [];
  return db.execute<{ monitor_id: string; found: Ancestor[] }>(sql`
    with recursive up as (
      select m.id as monitor_id, m.parent_id as id, 1 as depth
      from monitors m where m.id = any(${uuidsOf(monitorIds)}) and m.parent_id is not null
      union all
      select up.monitor_id, p.parent_id, up.depth + 1 from up join monitors p on p.id = up.id
      where p.parent_id is not null and up.depth < ${maxDepth}
    ), checked as (
      select k.monitor_id, ${ms(sql`max(k.last_checked_at)`)} as checked_ms,
        bool_or(k.consecutive_failures > 0 and not k.is_failing) as is_failing
      from check_schedules k where k.monitor_id in (select distinct id from up) group by k.monitor_id
    )
    select up.monitor_id, json_agg(json_build_object('name', a.name, 'isPaused', a.paused_at is not null,
      'isChecked', a.type <> 'heartbeat', 'state', s.state, 'sinceMs', ${ms(sql`s.since_at`)},
      'lastCheckedMs', c.checked_ms, 'isFailing', coalesce(c.is_failing, false),
      'heldFor', e.held_for) order by up.depth) as found
    from up join monitors a on a.id = up.id join monitor_states s on s.monitor_id = up.id
    left join incidents o on o.monitor_id = up.id and o.status <> 'resolved' and o.cause <> 'manual'
    left join escalations e on e.incident_id = o.id and e.next_step = 0
    left join checked c on c.monitor_id = up.id
    group by up.monitor_id`);
}

/**
 * Which channels were told of incidents, by incident, or are about to be; what was suppressed unsent counts for nothing. What was
 * delivered once counts, whatever became of sending it again.
 */
export async function selectToldChannels(
  db: Db,
  incidentIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (incidentIds.length === 0) return new Map();
  const rows = await db.execute<{ incident_id: string; channel_id: string }>(sql`
    select distinct d.incident_id, d.channel_id from deliveries d
    where d.incident_id = any(${uuidsOf(incidentIds)})
      and d.transition in ('opened', 'acknowledged', 'escalated', 'reminder', 'flapping')
      and (d.status in ('pending', 'sending', 'folded', 'delivered')
        or d.delivered_at is not null or d.status = 'suppressed' and d.attempt_count > 0)`);
  const told = new Map<string, string[]>();
  for (const row of rows) {
    const incidentId = fromUuid('inc', row.incident_id);
    const list = told.get(incidentId) ?? [];
    list.push(fromUuid('chn', row.channel_id));
    told.set(incidentId, list);
  }
  return told;
}

/** Monitors whose changes are told differently from now on. Their states are locked by whoever changes them. */
export async function writeFlapping(
  db: Db,
  rows: readonly { monitorId: string; untilAt: Date }[],
): Promise<void> {
  if (rows.length === 0) return;
  const list = rows.map(({ monitorId, untilAt }) => ({ id: toUuid(monitorId), ms: untilAt.getTime() }));
  await db.execute(sql`
    update monitor_states st set flapping_until_at = to_timestamp(n.ms / 1000.0)
    from json_to_recordset(${JSON.stringify(list)}::text::json) as n(id uuid, ms float8)
    where st.monitor_id = n.id`);
}

/** What is over is forgotten. Whoever changes a monitor at this moment sees to it as well. */
export async function clearFlapping(db: Db): Promise<void> {
  await db.execute(sql`
    update monitor_states set flapping_until_at = null where monitor_id in (
      select monitor_id from monitor_states where flapping_until_at <= now() order by monitor_id limit 500
      for update skip locked)`);
}
