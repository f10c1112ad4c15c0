import { sql } from 'drizzle-orm';
import { pgArray } from '@/db/arrays';
import type { Db } from '@/db/client';
import type { IncidentStatus } from '@/lib/incidents/constants';
import type { MonitorState, SpanState } from '@/lib/monitors/constants';
import type { KnownResult } from '@/lib/pipeline/rules/step-region';

export type StateRow = {
  monitor_id: string;
  organization_id: string;
  project_id: string;
  name: string;
  type: string;
  spec: unknown;
  paused: boolean;
  now_ms: number;
  state: MonitorState;
  since_ms: number;
  failing_regions: string[];
  incident_id: string | null;
  incident_status: IncidentStatus | null;
  incident_cause: string | null;
  span_state: SpanState | null;
  span_ms: number | null;
  in_maintenance: boolean;
  regions: {
    region: string;
    result: KnownResult | null;
    failing: boolean;
    failures: number;
    successes: number;
    streak: number | null;
    checked: number | null;
    covered: number | null;
  }[];
};

/**
 * Locks the states of monitors in one order for all writers, so that two never wait for each other in a circle;
 * a statement of its own, so that the next one sees what the writer before has committed.
 */
export async function lockStates(db: Db, monitorUuids: readonly string[]): Promise<void> {
  await db.execute(sql`
    select 1 from monitor_states where monitor_id = any(${pgArray(monitorUuids)}::text::uuid[])
    order by monitor_id for update`);
}

export async function selectStates(db: Db, monitorUuids: readonly string[]): Promise<StateRow[]> {
  return db.execute<StateRow>(sql`
    select st.monitor_id, m.organization_id, m.project_id, m.name, m.type, m.spec, m.paused_at is not null as paused,
      round(date_part('epoch', now()) * 1000) as now_ms,
      st.state, round(date_part('epoch', st.since_at) * 1000) as since_ms, st.failing_regions,
      i.id as incident_id, i.status as incident_status, i.cause as incident_cause,
      st.in_maintenance, sp.state as span_state, round(date_part('epoch', sp.started_at) * 1000) as span_ms,
      coalesce((
        select json_agg(json_build_object(
          'region', s.region, 'result', s.result, 'failing', s.is_failing,
          'failures', s.consecutive_failures, 'successes', s.consecutive_successes,
          'streak', round(date_part('epoch', s.streak_started_at) * 1000),
          'checked', round(date_part('epoch', s.last_checked_at) * 1000),
          'covered', round(date_part('epoch', s.covered_until_at) * 1000)))
        from check_schedules s where s.monitor_id = st.monitor_id
      ), '[]'::json) as regions
    from monitor_states st
    join monitors m on m.id = st.monitor_id
    left join spans sp on sp.monitor_id = st.monitor_id and sp.ended_at is null
    left join incidents i on i.monitor_id = st.monitor_id and i.status <> 'resolved' and i.cause <> 'manual'
    where st.monitor_id = any(${pgArray(monitorUuids)}::text::uuid[])`);
}

export type NewState = {
  monitorUuid: string;
  state: MonitorState;
  sinceMs: number;
  failingRegions: readonly string[];
  incidentUuid: string | null;
};

export async function writeStates(db: Db, rows: readonly NewState[]): Promise<void> {
  if (rows.length === 0) return;
  await db.execute(sql`
    update monitor_states st
    set state = n.state, since_at = to_timestamp(n."sinceMs" / 1000.0),
      failing_regions = array(select json_array_elements_text(n."failingRegions")),
      incident_id = n."incidentUuid"
    from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as n("monitorUuid" uuid, state text, "sinceMs" float8, "failingRegions" json, "incidentUuid" uuid)
    where st.monitor_id = n."monitorUuid"`);
}
