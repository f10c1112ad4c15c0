import { and, asc, desc, eq, gte, inArray, lt, lte, type SQL, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { pingBodies, pings } from '@/db/schema/heartbeats';
import { toUuid } from '@/lib/core/ids';
import type { PingAction } from '@/lib/heartbeats/constants';

export type PingRow = typeof pings.$inferSelect;
export type PingFilter = {
  kind?: PingAction | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
};

/** Of one monitor, the latest first; one more than the limit where there is more. */
export async function selectPings(
  db: Db,
  monitorId: string,
  { kind, from, to }: PingFilter,
  page: { limit: number; before: { receivedAt: Date; n: number } | null },
): Promise<PingRow[]> {
  const { before } = page;
  const isOlder: SQL | undefined =
    before === null
      ? undefined
      : sql`(${pings.receivedAt}, ${pings.n}) < (${before.receivedAt.toISOString()}::timestamptz, ${before.n}::int)`;
  return db
    .select()
    .from(pings)
    .where(
      and(
        eq(pings.monitorId, monitorId),
        kind === undefined ? undefined : eq(pings.kind, kind),
        from === undefined ? undefined : gte(pings.receivedAt, from),
        to === undefined ? undefined : lt(pings.receivedAt, to),
        isOlder,
      ),
    )
    .orderBy(desc(pings.receivedAt), desc(pings.n))
    .limit(page.limit + 1);
}

export async function findPing(
  db: Db,
  monitorId: string,
  n: number,
): Promise<{ ping: PingRow; body: Buffer | null } | null> {
  const rows = await db
    .select({ ping: pings, body: pingBodies.body })
    .from(pings)
    .leftJoin(
      pingBodies,
      and(
        eq(pingBodies.monitorId, pings.monitorId),
        eq(pingBodies.receivedAt, pings.receivedAt),
        eq(pingBodies.n, pings.n),
      ),
    )
    .where(and(eq(pings.monitorId, monitorId), eq(pings.n, n)))
    .orderBy(asc(pings.receivedAt))
    .limit(1);
  return rows[0] ?? null;
}

/** What begins and ends runs, in the window and its end, the latest first; what was ignored is no part of a run. */
export async function selectRunPings(
  db: Db,
  monitorId: string,
  { from, to }: { from: Date; to: Date },
  limit: number,
): Promise<PingRow[]> {
  return db
    .select()
    .from(pings)
    .where(
      and(
        eq(pings.monitorId, monitorId),
        eq(pings.isIgnored, false),
        inArray(pings.kind, ['start', 'success', 'fail']),
        gte(pings.receivedAt, from),
        lte(pings.receivedAt, to),
      ),
    )
    .orderBy(desc(pings.receivedAt), desc(pings.n))
    .limit(limit);
}

export type RunTimeRow = {
  at_ms: number;
  min_ms: number | null;
  p50_ms: number | null;
  p95_ms: number | null;
  max_ms: number | null;
  runs: number;
  failures: number;
};

/** How long runs took, by buckets that count from the epoch. */
export async function selectRunTimes(
  db: Db,
  monitorId: string,
  { from, to }: { from: Date; to: Date },
  bucketSeconds: number,
): Promise<RunTimeRow[]> {
  return db.execute<RunTimeRow>(sql`
    select
      (floor(date_part('epoch', received_at) / ${bucketSeconds}::int) * ${bucketSeconds}::int * 1000)::float8 as at_ms,
      min(duration_ms) as min_ms, max(duration_ms) as max_ms,
      percentile_cont(0.5) within group (order by duration_ms) as p50_ms,
      percentile_cont(0.95) within group (order by duration_ms) as p95_ms,
      count(*)::int as runs, count(*) filter (where kind = 'fail')::int as failures
    from pings
    where monitor_id = ${toUuid(monitorId)}::uuid and not is_ignored and kind in ('success', 'fail')
      and received_at >= ${from.toISOString()}::timestamptz and received_at < ${to.toISOString()}::timestamptz
    group by 1 order by 1`);
}
