import { type SQL, sql } from 'drizzle-orm';
import { pgArray, pgTexts } from '@/db/arrays';
import type { Db } from '@/db/client';
import { executePrepared } from '@/db/prepared';
import type { StoredRun } from '@/db/schema/heartbeats';
import type { HeartbeatStatus, PingAction } from '@/lib/heartbeats/constants';
import type { HeartbeatFacts } from '@/lib/heartbeats/rules/heartbeat-facts';
import type { PingTarget } from '@/lib/pipeline/internal/ping-types';
import { lagMs } from '@/lib/pipeline/rules/own-outage';

/** A heartbeat under lock, with how it is judged (`spec`, the text of its JSON). Ids are plain UUIDs. */
export type HeartbeatRow = {
  monitor_id: string;
  organization_id: string;
  status: HeartbeatStatus;
  ping_count: number;
  last_ping_ms: number | null;
  last_success_ms: number | null;
  expected_ms: number | null;
  deadline_ms: number | null;
  last_duration_ms: number | null;
  runs: StoredRun[];
  consecutive_failures: number;
  failure_threshold: number;
  spec: string;
  now_ms: number;
};

export type TargetRow = HeartbeatRow & { target: number; heard_until_ms: number };

export const ms = (column: SQL) => sql`round(date_part('epoch', ${column}) * 1000)`;
const at = (column: string) => sql.raw(`to_timestamp(${column} / 1000.0)`);

export const heartbeatColumns = sql`
  h.monitor_id, h.organization_id, h.status, h.ping_count, h.runs, h.consecutive_failures, h.last_duration_ms,
  ${ms(sql`h.last_ping_at`)} as last_ping_ms, ${ms(sql`h.last_success_at`)} as last_success_ms,
  ${ms(sql`h.expected_at`)} as expected_ms, ${ms(sql`h.deadline_at`)} as deadline_ms,
  m.failure_threshold, m.spec::text as spec, ${ms(sql`clock_timestamp()`)} as now_ms`;

/**
 * The last moment for which every ping is known to be committed: no deadline after it is judged. Of several receivers the
 * one that lags; where none was at work lately, the last that was; where there never was one, the detector speaks for web.
 */
export const heardUntil = sql`(
  select least(now(), coalesce(
    min(beat_at) filter (where part = 'receiver' and beat_at > now() - make_interval(secs => ${lagMs / 1000}::int)),
    max(beat_at) filter (where part = 'receiver' and beat_at > now() - interval '7 days'),
    max(beat_at) filter (where part = 'detector'),
    now()))
  from service_beats)`;

/**
 * Locks what pings are meant for, in the order of ids. `target` is the index in `targets`; two rows of one are ambiguous.
 * What is locked is read by a statement of its own: it sees how an edit that was waited for wants it judged, and the time
 * after the wait.
 */
export async function lockTargets(db: Db, targets: readonly PingTarget[]): Promise<TargetRow[]> {
  const indexed = targets.map((target, index) => ({ target, index }));
  const uuids = indexed.flatMap(({ target, index }) =>
    target.kind === 'uuid' ? [{ ...target, index }] : [],
  );
  const slugs = indexed.flatMap(({ target, index }) =>
    target.kind === 'slug' ? [{ ...target, index }] : [],
  );
  const [locked] = await executePrepared<{ ids: string | null; targets: string | null }>(
    db,
    sql`
    with t as materialized (
      ${byUuid(uuids)}
      ${slugs.length === 0 ? sql`` : sql`union all ${bySlug(slugs)}`}
    ), locked as (
      select h.monitor_id, t.target
      from t join heartbeats h on h.monitor_id = t.monitor_id
      order by h.monitor_id
      for no key update of h
    )
    select array_agg(monitor_id)::text as ids, array_agg(target)::text as targets from locked`,
  );
  if (locked === undefined || locked.ids === null) return [];
  return executePrepared<TargetRow>(
    db,
    sql`
    select t.target, ${ms(heardUntil)} as heard_until_ms, ${heartbeatColumns}
    from unnest(${locked.ids}::text::uuid[], ${locked.targets}::text::int[]) as t(monitor_id, target)
    join heartbeats h on h.monitor_id = t.monitor_id join monitors m on m.id = t.monitor_id`,
  );
}

/** Those of these monitors that are heartbeats, in the order of ids. */
export async function lockHeartbeats(db: Db, monitorUuids: readonly string[]): Promise<HeartbeatRow[]> {
  return db.execute<HeartbeatRow>(sql`
    select ${heartbeatColumns}
    from heartbeats h join monitors m on m.id = h.monitor_id
    where h.monitor_id = any(${pgArray(monitorUuids)}::text::uuid[])
    order by h.monitor_id
    for no key update of h`);
}

function byUuid(list: readonly { uuid: string; index: number }[]): SQL {
  return sql`
    select m.id as monitor_id, u.target
    from unnest(
      ${pgArray(list.map(({ uuid }) => uuid))}::text::uuid[], ${pgArray(list.map(({ index }) => index))}::text::int[]
    ) as u(uuid, target)
    join monitors m on m.ping_uuid = u.uuid`;
}

function bySlug(list: readonly { pingKey: string; slug: string; index: number }[]): SQL {
  return sql`
    select m.id as monitor_id, s.target
    from unnest(
      ${pgArray(list.map(({ pingKey }) => pingKey))}::text::text[], ${pgArray(list.map(({ slug }) => slug))}::text::text[],
      ${pgArray(list.map(({ index }) => index))}::text::int[]
    ) as s(key, slug, target)
    join projects p on p.ping_key = s.key
    join monitors m on m.project_id = p.id and m.slug = s.slug`;
}

export type ChangedHeartbeat = {
  monitorUuid: string;
  facts: HeartbeatFacts;
  pingCount: number;
  lastDurationMs: number | null;
};

export type NewPing = {
  monitorUuid: string;
  n: number;
  receivedMs: number;
  kind: PingAction;
  isIgnored: boolean;
  exitStatus: number | null;
  signal: string | null;
  rid: string | null;
  durationMs: number | null;
  method: string;
  userAgent: string | null;
  address: string | null;
  body: Buffer | null;
};

/** Heartbeats and the log of their pings, in one statement. */
export async function storePings(
  db: Db,
  changed: readonly ChangedHeartbeat[],
  pings: readonly NewPing[],
): Promise<void> {
  const of = <T extends string | number | boolean | null>(pick: (ping: NewPing) => T) =>
    sql`${pgArray(pings.map(pick))}::text`;
  const text = (pick: (ping: NewPing) => string | null) => sql`${pgTexts(pings.map(pick))}::text`;
  await executePrepared(
    db,
    sql`
    with changed as (${updateHeartbeats(changed)})
    insert into pings (
      monitor_id, received_at, n, duration_ms, body_bytes, exit_status, is_ignored, kind, method, rid, signal,
      user_agent, address)
    select monitor_id, ${at('received')}, n, duration_ms, body_bytes, exit_status, is_ignored, kind, method, rid,
      signal, user_agent, address
    from unnest(
      ${of(({ monitorUuid }) => monitorUuid)}::uuid[], ${of(({ receivedMs }) => receivedMs)}::float8[],
      ${of(({ n }) => n)}::int[], ${of(({ durationMs }) => durationMs)}::int[],
      ${of(({ body }) => body?.length ?? 0)}::int[], ${of(({ exitStatus }) => exitStatus)}::smallint[],
      ${of(({ isIgnored }) => isIgnored)}::bool[], ${of(({ kind }) => kind)}::text[],
      ${text(({ method }) => method)}::text[], ${of(({ rid }) => rid)}::uuid[],
      ${text(({ signal }) => signal)}::text[], ${text(({ userAgent }) => userAgent)}::text[],
      ${text(({ address }) => address)}::text[]
    ) as p(
      monitor_id, received, n, duration_ms, body_bytes, exit_status, is_ignored, kind, method, rid, signal,
      user_agent, address)`,
  );
  await storeBodies(db, pings);
}

async function storeBodies(db: Db, pings: readonly NewPing[]): Promise<void> {
  const bodies = pings.flatMap(({ body, monitorUuid, receivedMs, n }) =>
    body === null || body.length === 0 ? [] : [{ monitorUuid, receivedMs, n, hex: body.toString('hex') }],
  );
  if (bodies.length === 0) return;
  await db.execute(sql`
    insert into ping_bodies (monitor_id, received_at, n, body)
    select monitor_id, ${at('received')}, n, decode(hex, 'hex')
    from unnest(
      ${pgArray(bodies.map(({ monitorUuid }) => monitorUuid))}::text::uuid[],
      ${pgArray(bodies.map(({ receivedMs }) => receivedMs))}::text::float8[],
      ${pgArray(bodies.map(({ n }) => n))}::text::int[], ${pgArray(bodies.map(({ hex }) => hex))}::text::text[]
    ) as b(monitor_id, received, n, hex)`);
}

export async function writeHeartbeats(db: Db, changed: readonly ChangedHeartbeat[]): Promise<void> {
  if (changed.length > 0) await db.execute(updateHeartbeats(changed));
}

function updateHeartbeats(changed: readonly ChangedHeartbeat[]): SQL {
  const of = <T extends string | number | null>(pick: (row: ChangedHeartbeat) => T) =>
    sql`${pgArray(changed.map(pick))}::text`;
  const runs = pgTexts(changed.map(({ facts }) => JSON.stringify(facts.runs)));
  return sql`
    update heartbeats h set
      status = c.status, ping_count = c.ping_count, consecutive_failures = c.failures,
      last_ping_at = ${at('c.last_ping')}, last_success_at = ${at('c.last_success')},
      expected_at = ${at('c.expected')}, deadline_at = ${at('c.deadline')},
      last_duration_ms = c.duration_ms, runs = c.runs
    from unnest(
      ${of(({ monitorUuid }) => monitorUuid)}::uuid[], ${of(({ facts }) => facts.status)}::text[],
      ${of(({ pingCount }) => pingCount)}::int[], ${of(({ facts }) => facts.consecutiveFailures)}::int[],
      ${of(({ facts }) => facts.lastPingMs)}::float8[], ${of(({ facts }) => facts.lastSuccessMs)}::float8[],
      ${of(({ facts }) => facts.expectedMs)}::float8[], ${of(({ facts }) => facts.deadlineMs)}::float8[],
      ${of(({ lastDurationMs }) => lastDurationMs)}::int[], ${runs}::text::jsonb[]
    ) as c(
      monitor_id, status, ping_count, failures, last_ping, last_success, expected, deadline, duration_ms, runs)
    where h.monitor_id = c.monitor_id`;
}

/** Pinged while paused: what waits for a ping is watched again. */
export async function unpause(db: Db, monitorUuids: readonly string[]): Promise<void> {
  if (monitorUuids.length === 0) return;
  await db.execute(sql`
    update monitors set paused_at = null where id = any(${pgArray(monitorUuids)}::text::uuid[])`);
}
