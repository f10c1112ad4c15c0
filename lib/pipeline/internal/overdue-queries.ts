import { sql } from 'drizzle-orm';
import { pgArray } from '@/db/arrays';
import type { Db } from '@/db/client';
import type { PingAction } from '@/lib/heartbeats/constants';
import { type HeartbeatRow, heardUntil, heartbeatColumns, ms } from '@/lib/pipeline/internal/ping-queries';

/** Heartbeats whose deadline has passed, locked; those that somebody else holds are left for the next look. */
export async function lockOverdue(db: Db, limit: number): Promise<HeartbeatRow[]> {
  return db.execute<HeartbeatRow>(sql`
    select ${heartbeatColumns}
    from heartbeats h join monitors m on m.id = h.monitor_id
    where h.deadline_at <= ${heardUntil}
    order by h.deadline_at
    limit ${limit}
    for no key update of h skip locked`);
}

type Concerned = { fromMs: number; untilMs: number; after: string | null; limit: number };

/** Heartbeats that could have been pinged between two instants, locked, in the order of ids. */
export async function lockConcerned(
  db: Db,
  { fromMs, untilMs, after, limit }: Concerned,
): Promise<HeartbeatRow[]> {
  return db.execute<HeartbeatRow>(sql`
    select ${heartbeatColumns}
    from heartbeats h join monitors m on m.id = h.monitor_id
    where h.deadline_at >= to_timestamp(${fromMs}::float8 / 1000.0)
      and (h.expected_at <= to_timestamp(${untilMs}::float8 / 1000.0) or h.runs <> '[]'::jsonb)
      and (${after}::uuid is null or h.monitor_id > ${after}::uuid)
    order by h.monitor_id
    limit ${limit}
    for no key update of h`);
}

/** All heartbeats that were ever pinged, a batch at a time, locked, in the order of ids. */
export async function lockAfter(db: Db, after: string | null, limit: number): Promise<HeartbeatRow[]> {
  return db.execute<HeartbeatRow>(sql`
    select ${heartbeatColumns}
    from heartbeats h join monitors m on m.id = h.monitor_id
    where h.ping_count > 0 and (${after}::uuid is null or h.monitor_id > ${after}::uuid)
    order by h.monitor_id
    limit ${limit}
    for no key update of h`);
}

/** How much of a body an incident keeps; the ping itself keeps all of it. */
export const evidenceBytes = 2048;

/** The last ping of each that was not ignored, with the start of what it brought. */
async function selectLastPings(db: Db, monitorUuids: readonly string[]): Promise<LastPing[]> {
  return db.execute<LastPing>(sql`
    select p.monitor_id, p.n, ${ms(sql`p.received_at`)} as received_ms, p.kind, p.exit_status, p.signal, p.rid,
      p.duration_ms, p.method, p.user_agent, p.address, p.body_bytes,
      encode(substring(b.body from 1 for ${evidenceBytes}::int), 'base64') as body
    from unnest(${pgArray(monitorUuids)}::text::uuid[]) as u(id)
    cross join lateral (
      select * from pings where monitor_id = u.id and not is_ignored order by received_at desc, n desc limit 1
    ) p
    left join ping_bodies b on b.monitor_id = p.monitor_id and b.received_at = p.received_at and b.n = p.n`);
}

/** By monitor. */
export async function findLastPings(
  db: Db,
  monitorUuids: readonly string[],
): Promise<ReadonlyMap<string, LastPing>> {
  if (monitorUuids.length === 0) return new Map();
  const pings = await selectLastPings(db, monitorUuids);
  return new Map(pings.map((ping) => [ping.monitor_id, ping]));
}

export type LastPing = {
  monitor_id: string;
  n: number;
  received_ms: number;
  kind: PingAction;
  exit_status: number | null;
  signal: string | null;
  rid: string | null;
  duration_ms: number | null;
  method: string;
  user_agent: string | null;
  address: string | null;
  body_bytes: number;
  /** Base64, with line breaks as Postgres writes it. */
  body: string | null;
};
