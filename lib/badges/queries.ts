import { sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { toUuid } from '@/lib/core/ids';
import type { HeartbeatStatus } from '@/lib/heartbeats/constants';
import type { MonitorState, SpanState } from '@/lib/monitors/constants';

export type BadgeRow = {
  name: string;
  is_paused: boolean;
  in_maintenance: boolean;
  state: MonitorState;
  created_ms: number;
  covered_until_ms: number | null;
  heartbeat_status: HeartbeatStatus | null;
  expected_ms: number | null;
  runs: unknown[] | null;
  now_ms: number;
  /** Ascending. */
  spans: { state: SpanState; startedAtMs: number; endedAtMs: number | null }[];
};

/** The detector looks every second; until then nobody is told that a heartbeat is overdue. */
const detectorSeconds = 15;
const maxSpans = 10_000;

function spansOf(days: number | null) {
  if (days === null) return sql`'[]'::jsonb`;
  return sql`(
    select coalesce(jsonb_agg(jsonb_build_object(
        'state', s.state, 'startedAtMs', date_part('epoch', s.started_at) * 1000,
        'endedAtMs', date_part('epoch', s.ended_at) * 1000) order by s.started_at), '[]')
    from (
      select state, started_at, ended_at from spans
      where monitor_id = m.id and organization_id = m.organization_id and started_at < now()
        and (ended_at is null or ended_at > now() - make_interval(days => ${days}::int))
      order by started_at limit ${maxSpans}) s)`;
}

/** Everything that a badge says, in one question; spans only of the last `days`. Public: whoever has the token may ask. */
export async function findBadgeRow(db: Db, monitorId: string, days: number | null): Promise<BadgeRow | null> {
  const [row] = await db.execute<BadgeRow>(sql`
    select m.name, m.paused_at is not null as is_paused, ms.in_maintenance, ms.state, h.status as heartbeat_status, h.runs,
      date_part('epoch', m.created_at) * 1000 as created_ms,
      date_part('epoch', h.expected_at) * 1000 as expected_ms,
      date_part('epoch', now()) * 1000 as now_ms,
      date_part('epoch', coalesce(
        (select max(covered_until_at) from check_schedules where monitor_id = m.id),
        h.deadline_at + make_interval(secs => ${detectorSeconds}::int))) * 1000 as covered_until_ms,
      ${spansOf(days)} as spans
    from monitors m
    join monitor_states ms on ms.monitor_id = m.id
    left join heartbeats h on h.monitor_id = m.id
    where m.id = ${toUuid(monitorId)}::uuid`);
  return row ?? null;
}
