import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';

type Scope = { organizationUuid: string; projectUuid: string | null };

function within({ organizationUuid, projectUuid }: Scope): SQL {
  const project = projectUuid === null ? sql`` : sql`and m.project_id = ${projectUuid}::uuid`;
  return sql`m.organization_id = ${organizationUuid}::uuid ${project}`;
}

export async function countUnresolvedIncidents(db: Db, scope: Scope): Promise<number> {
  const project = scope.projectUuid === null ? sql`` : sql`and project_id = ${scope.projectUuid}::uuid`;
  const rows = await db.execute<{ n: number }>(sql`
    select count(*)::int as n from incidents
    where organization_id = ${scope.organizationUuid}::uuid and status <> 'resolved' ${project}`);
  return rows[0]?.n ?? 0;
}

/** Seconds by state over all monitors since `from`; an open span counts as far as the last check vouches, maintenance until now. */
export async function sumStates(
  db: Db,
  scope: Scope,
  from: Date,
): Promise<{ up: number; down: number; watched: number; lived: number }> {
  const since = sql`${from.toISOString()}::timestamptz`;
  const rows = await db.execute<{ up: number; down: number; watched: number; lived: number }>(sql`
    with known as (
      select s.state, extract(epoch from
        greatest(least(coalesce(s.ended_at, case when s.state = 'maintenance' then now() end,
          c.covered_until_at, h.deadline_at, now()), now()), ${since})
        - greatest(s.started_at, ${since})) as seconds
      from spans s join monitors m on m.id = s.monitor_id
      left join lateral (
        select max(covered_until_at) as covered_until_at from check_schedules where monitor_id = m.id
      ) c on s.ended_at is null
      left join heartbeats h on h.monitor_id = m.id and s.ended_at is null
      where s.organization_id = ${scope.organizationUuid}::uuid and ${within(scope)}
        and (s.ended_at is null or s.ended_at > ${since})
    )
    select
      coalesce(sum(seconds) filter (where state in ('up', 'degraded') and seconds > 0), 0)::float8 as up,
      coalesce(sum(seconds) filter (where state = 'down' and seconds > 0), 0)::float8 as down,
      coalesce(sum(seconds) filter (where state in ('up', 'degraded', 'down', 'maintenance') and seconds > 0), 0)::float8
        as watched,
      (select coalesce(sum(extract(epoch from now() - greatest(m.created_at, ${since}))), 0)::float8
       from monitors m where ${within(scope)}) as lived
    from known`);
  return rows[0] ?? { up: 0, down: 0, watched: 0, lived: 0 };
}

type Waiting = {
  check_lag: number | null;
  delivery_lag: number | null;
  worker_silence: number | null;
  deadline_lag: number | null;
  /** Null where pings are received by web alone. */
  receiver_silence: number | null;
};

/**
 * How long the check, the delivery and the overdue heartbeat that wait longest have waited, and when a worker and a
 * receiver of pings were last seen. All in seconds.
 */
export async function selectWaiting(db: Db, region: string): Promise<Waiting> {
  const rows = await db.execute<Waiting>(sql`
    select
      (select date_part('epoch', now() - min(due_at)) from check_schedules
        where region = ${region} and due_at <= now() and (lease_id is null or lease_until_at <= now())) as check_lag,
      (select date_part('epoch', now() - min(next_attempt_at)) from deliveries
        where next_attempt_at <= now()) as delivery_lag,
      (select date_part('epoch', now() - last_seen_at) from regions where code = ${region}) as worker_silence,
      (select date_part('epoch', now() - min(deadline_at)) from heartbeats where deadline_at <= now()) as deadline_lag,
      (select date_part('epoch', now() - max(beat_at)) from service_beats where part = 'receiver'
        and beat_at > now() - interval '1 day') as receiver_silence`);
  return (
    rows[0] ?? {
      check_lag: null,
      delivery_lag: null,
      worker_silence: null,
      deadline_lag: null,
      receiver_silence: null,
    }
  );
}
