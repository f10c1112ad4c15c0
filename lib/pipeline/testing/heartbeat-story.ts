import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Db } from '@/db/client';
import type { Tenant } from '@/db/testing/tenants';
import { toUuid } from '@/lib/core/ids';
import { createMonitor } from '@/lib/monitors/create-monitor';
import { beatService } from '@/lib/pipeline/beat-service';
import type { ReceivedPing } from '@/lib/pipeline/internal/ping-types';
import { type RecordHooks, recordPings } from '@/lib/pipeline/record-pings';

/** Rows for tests of heartbeats. Nothing of the product imports this. */

export type SeededHeartbeat = { id: string; uuid: string; pingUuid: string; slug: string };

type Seed = { spec?: Record<string, unknown>; failure_threshold?: number; name?: string; slug?: string };

/** Every five minutes, with a minute of grace. */
export async function seedHeartbeat(db: Db, tenant: Tenant, seed: Seed = {}): Promise<SeededHeartbeat> {
  const { spec = {}, ...rest } = seed;
  const monitor = await createMonitor(
    { ...tenant.ctx, db },
    {
      project_id: tenant.projectId,
      type: 'heartbeat',
      name: 'Backup',
      spec: { schedule: { kind: 'period', period_seconds: 300 }, grace_seconds: 60, ...spec },
      ...rest,
    },
  );
  if (monitor.type !== 'heartbeat') throw new Error('no heartbeat was made');
  const uuid = toUuid(monitor.id);
  return { id: monitor.id, uuid, pingUuid: monitor.ping_url?.split('/').at(-1) ?? '', slug: monitor.slug };
}

export type Sent = Partial<Omit<ReceivedPing, 'target'>>;

export function pingOf({ pingUuid }: Pick<SeededHeartbeat, 'pingUuid'>, sent: Sent = {}): ReceivedPing {
  return {
    target: { kind: 'uuid', uuid: pingUuid },
    action: 'success',
    exitStatus: null,
    signal: null,
    rid: null,
    durationMs: null,
    method: 'GET',
    userAgent: null,
    address: null,
    body: null,
    arrivedMs: 0,
    ...sent,
  };
}

export function pingBySlug(tenant: Tenant, slug: string, sent: Sent = {}): ReceivedPing {
  const target = { kind: 'slug' as const, pingKey: tenant.projectId.slice(4, 26), slug };
  return { ...pingOf({ pingUuid: '' }, sent), target };
}

/** `arrivedMs` of these pings counts from the database's now. */
export function record(db: Db, pings: readonly ReceivedPing[], hooks: RecordHooks = {}) {
  return recordPings(db, pings, { monotonicMs: () => 0, hooks });
}

/**
 * Lets time pass: all that is stored has happened that much earlier. A negative number is a clock that is set back.
 */
export async function letPass(db: Db, seconds: number): Promise<void> {
  const by = sql`make_interval(secs => ${seconds}::float8)`;
  const ms = sql`${seconds * 1000}::float8`;
  await db.execute(sql`
    update heartbeats set deadline_at = deadline_at - ${by}, expected_at = expected_at - ${by},
      last_ping_at = last_ping_at - ${by}, last_success_at = last_success_at - ${by},
      runs = coalesce((
        select jsonb_agg(jsonb_build_object('rid', r->'rid', 'startedMs', (r->>'startedMs')::float8 - ${ms},
          'timerMs', (r->>'timerMs')::float8 - ${ms}))
        from jsonb_array_elements(runs) r), '[]'::jsonb)`);
  // Partitions reach back to yesterday.
  for (const log of [sql`pings`, sql`ping_bodies`]) {
    await db.execute(sql`
      update ${log} set received_at = greatest(received_at - ${by}, now() - interval '20 hours')`);
  }
  await db.execute(sql`update monitors set created_at = created_at - ${by}, paused_at = paused_at - ${by}`);
  await db.execute(sql`update monitor_states set since_at = since_at - ${by}`);
  await db.execute(sql`update spans set started_at = started_at - ${by}, ended_at = ended_at - ${by}`);
  await db.execute(sql`update service_beats set beat_at = beat_at - ${by}`);
  await db.execute(
    sql`update incidents set opened_at = opened_at - ${by}, resolved_at = resolved_at - ${by}`,
  );
}

export async function statusOf(db: Db, { uuid }: SeededHeartbeat): Promise<string | undefined> {
  const rows = await db.execute<{ status: string }>(
    sql`select status from heartbeats where monitor_id = ${uuid}::uuid`,
  );
  return rows[0]?.status;
}

/** Its spans in their order, as `up, down, up…`: the last one is open. */
export async function spansOf(db: Db, { uuid }: SeededHeartbeat): Promise<string> {
  const rows = await db.execute<{ state: string; open: boolean }>(sql`
    select state, ended_at is null as open from spans where monitor_id = ${uuid}::uuid order by started_at`);
  return rows.map(({ state, open }) => `${state}${open ? '…' : ''}`).join(', ');
}

/** What was told of it, as `opened, resolved`. */
export async function toldOf(db: Db, { uuid }: SeededHeartbeat): Promise<string> {
  const rows = await db.execute<{ transition: string }>(sql`
    select d.transition from deliveries d join incidents i on i.id = d.incident_id
    where i.monitor_id = ${uuid}::uuid order by i.opened_at, i.id, d.transition`);
  return rows.map(({ transition }) => transition).join(', ');
}

export async function deadlineInSeconds(db: Db, { uuid }: SeededHeartbeat): Promise<number | null> {
  const rows = await db.execute<{ seconds: number | null }>(sql`
    select date_part('epoch', deadline_at - clock_timestamp()) as seconds from heartbeats
    where monitor_id = ${uuid}::uuid`);
  return rows[0]?.seconds ?? null;
}

/** Exactly in so many seconds from when it was set: the machine may have taken some of them since. */
export async function expectDeadlineIn(db: Db, beat: SeededHeartbeat, seconds: number): Promise<void> {
  const left = (await deadlineInSeconds(db, beat)) ?? Number.NaN;
  expect(left).toBeGreaterThan(seconds - 8);
  expect(left).toBeLessThan(seconds + 1);
}

const disagreements = {
  'status, state and pause': sql`
    select h.monitor_id, h.status, s.state, m.paused_at from heartbeats h
    join monitors m on m.id = h.monitor_id join monitor_states s on s.monitor_id = h.monitor_id
    where (m.paused_at is not null) <> (h.status = 'paused')
      or s.state <> case when h.status in ('new', 'paused') then 'pending' else h.status end`,
  'the open span': sql`
    select h.monitor_id, h.status, sp.state from heartbeats h
    join spans sp on sp.monitor_id = h.monitor_id and sp.ended_at is null
    where sp.state <> case h.status when 'new' then 'unknown' else h.status end`,
  'one open span where there are any': sql`
    select monitor_id from spans group by monitor_id having count(*) filter (where ended_at is null) <> 1`,
  'holes and overlaps of spans': sql`
    select * from (
      select monitor_id, ended_at, lead(started_at) over (partition by monitor_id order by started_at) as next
      from spans) s
    where ended_at is distinct from next`,
  'the numbers of pings': sql`
    select h.monitor_id, h.ping_count, count(p.n) from heartbeats h left join pings p using (monitor_id)
    group by h.monitor_id, h.ping_count
    having h.ping_count <> count(distinct p.n) or h.ping_count <> coalesce(max(p.n), 0)`,
  'the order of pings': sql`
    select * from (
      select monitor_id, n, received_at, lag(received_at) over (partition by monitor_id order by n) as before
      from pings) p
    where received_at < before`,
  'bodies and what is said of them': sql`
    select p.monitor_id, p.n from pings p left join ping_bodies b using (monitor_id, received_at, n)
    where p.body_bytes <> coalesce(length(b.body), 0)`,
  'open incidents': sql`
    select h.monitor_id, h.status, i.id, s.incident_id from heartbeats h
    join monitor_states s on s.monitor_id = h.monitor_id
    left join incidents i on i.monitor_id = h.monitor_id and i.status <> 'resolved'
    where (h.status = 'down') <> (i.id is not null) or s.incident_id is distinct from i.id`,
  deadlines: sql`
    select monitor_id, status, deadline_at from heartbeats
    where (deadline_at is null) <> (status in ('down', 'paused') or (status = 'new' and runs = '[]'::jsonb))`,
  'incidents that end before they begin': sql`select id from incidents where resolved_at < opened_at`,
  'deliveries of every incident': sql`
    select * from (
      select i.id, i.status, array_agg(d.transition) as told,
        count(*) filter (where d.transition = 'opened') as opened,
        count(*) filter (where d.transition = 'resolved') as resolved,
        count(*) filter (where d.transition = 'flapping') as noticed,
        exists (select 1 from incident_events e where e.incident_id = i.id and e.type = 'held') as is_held
      from incidents i left join deliveries d on d.incident_id = i.id group by i.id, i.status) t
    where case when is_held or noticed > 0
      then opened > 1 or resolved > 1 or noticed > 1 or resolved > opened + noticed
      else opened <> 1 or resolved <> (status = 'resolved')::int end`,
};

/** That all tables tell one story of every heartbeat: what flaps is told of less, and its timeline says so. Every project has one channel. */
export async function expectOneStory(db: Db): Promise<void> {
  for (const [name, query] of Object.entries(disagreements)) {
    expect({ [name]: [...(await db.execute(query))] }).toEqual({ [name]: [] });
  }
}

/** Time passes, and all parts of the installation were at work in it. */
export async function letPassAtWork(db: Db, seconds: number): Promise<void> {
  await letPass(db, seconds);
  await db.execute(sql`update service_beats set beat_at = clock_timestamp()`);
}

/** The same heartbeat, with all that is known of it, under other names: many for little. */
export async function cloneHeartbeat(db: Db, { uuid }: SeededHeartbeat, count: number): Promise<void> {
  await db.execute(sql`
    with ids as materialized (select gen_random_uuid() as id from generate_series(1, ${count}::int)),
      m as (
        insert into monitors (id, organization_id, project_id, name, type, spec, interval_seconds, timeout_ms,
          failure_threshold, recovery_threshold, regions, ping_uuid, slug, created_at, updated_at)
        select ids.id, organization_id, project_id, name, type, spec, interval_seconds, timeout_ms,
          failure_threshold, recovery_threshold, regions, gen_random_uuid(), ids.id::text, created_at, updated_at
        from monitors m, ids where m.id = ${uuid}::uuid returning id),
      h as (
        insert into heartbeats (monitor_id, organization_id, status, deadline_at, expected_at, last_ping_at, runs, ping_count)
        select ids.id, organization_id, status, deadline_at, expected_at, last_ping_at, runs, ping_count
        from heartbeats h, ids where h.monitor_id = ${uuid}::uuid),
      s as (
        insert into monitor_states (monitor_id, organization_id, state, since_at)
        select ids.id, organization_id, state, since_at
        from monitor_states s, ids where s.monitor_id = ${uuid}::uuid)
    insert into spans (id, organization_id, monitor_id, state, started_at, reason)
    select gen_random_uuid(), organization_id, ids.id, state, started_at, reason
    from spans s, ids where s.monitor_id = ${uuid}::uuid`);
}

export function beatAs(db: Db, part: 'receiver' | 'detector', instance: string = part) {
  return beatService(db, { part, instance, beatMs: null });
}

/** Pinged a minute ago; all parts were at work until now. */
export async function atWork(db: Db, ...list: readonly SeededHeartbeat[]): Promise<void> {
  await beatAs(db, 'receiver');
  await beatAs(db, 'detector');
  await record(
    db,
    list.map((one) => pingOf(one)),
  );
  await letPassAtWork(db, 60);
}

/** Of tests that share one database: no organization is left, and nothing that stands apart from them. */
export async function emptyHeartbeats(db: Db): Promise<void> {
  for (const table of ['organizations', 'pings', 'ping_bodies', 'service_beats'])
    await db.execute(sql.raw(`delete from ${table}`));
}
