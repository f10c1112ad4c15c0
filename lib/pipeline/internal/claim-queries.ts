import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import type { KnownResult } from '@/lib/pipeline/rules/step-region';

export type ClaimRow = {
  monitor_id: string;
  now_ms: number;
  slot_ms: number;
  type: string;
  spec: unknown;
  interval_seconds: number;
  timeout_ms: number;
  failure_threshold: number;
  recovery_threshold: number;
  degraded_after_ms: number | null;
  region_count: number;
  result: KnownResult | null;
  is_failing: boolean;
  consecutive_failures: number;
  consecutive_successes: number;
  streak_ms: number | null;
  checked_ms: number | null;
  covered_ms: number | null;
};

const ms = (column: SQL) => sql`round(date_part('epoch', ${column}) * 1000)`;

const claimed = sql`
  s.monitor_id,
  ${ms(sql`now()`)} as now_ms,
  floor(date_part('epoch', least(s.scheduled_at, now())) * 1000) as slot_ms,
  m.type, m.spec, m.interval_seconds, m.timeout_ms, m.failure_threshold, m.recovery_threshold,
  m.degraded_after_ms, cardinality(m.regions) as region_count,
  s.result, s.is_failing, s.consecutive_failures, s.consecutive_successes,
  ${ms(sql`s.streak_started_at`)} as streak_ms,
  ${ms(sql`s.last_checked_at`)} as checked_ms,
  ${ms(sql`s.covered_until_at`)} as covered_ms`;

type Lease = { leaseUuid: string; leaseMarginMs: number };

function leaseFor({ leaseUuid, leaseMarginMs }: Lease): SQL {
  return sql`lease_id = ${leaseUuid}::uuid,
    lease_until_at = now() + make_interval(secs => (m.timeout_ms + ${leaseMarginMs}::int) / 1000.0)`;
}

/** Takes up to `limit` due checks of a region under one lease. Whoever comes at the same time takes others. */
export async function claimDue(
  db: Db,
  claim: Lease & { region: string; limit: number },
): Promise<ClaimRow[]> {
  return db.execute<ClaimRow>(sql`
    with due as materialized (
      select ctid as row, monitor_id from check_schedules
      where region = ${claim.region} and due_at <= now() and (lease_id is null or lease_until_at <= now())
      order by due_at
      limit ${claim.limit}
      for update skip locked
    )
    update check_schedules s set ${leaseFor(claim)}
    from due, monitors m
    where s.ctid = due.row and m.id = due.monitor_id
    returning ${claimed}`);
}

/** Takes one check, due or not. A check of it in flight loses its lease. Nothing while the monitor is paused. */
export async function claimOne(
  db: Db,
  claim: Lease & { monitorUuid: string; region: string },
): Promise<ClaimRow | null> {
  const rows = await db.execute<ClaimRow>(sql`
    update check_schedules s set ${leaseFor(claim)}
    from monitors m
    where s.monitor_id = ${claim.monitorUuid}::uuid and s.region = ${claim.region}
      and m.id = s.monitor_id and s.due_at is not null
    returning ${claimed}`);
  return rows[0] ?? null;
}

/** Leases of checks that were not run, given back: any worker may take them. */
export async function giveBack(
  db: Db,
  rows: { region: string; monitors: string; leases: string },
): Promise<void> {
  await db.execute(sql`
    update check_schedules s
    set lease_id = null
    from unnest(${rows.monitors}::text::uuid[], ${rows.leases}::text::uuid[]) as b(monitor_id, lease_id)
    where s.monitor_id = b.monitor_id and s.region = ${rows.region} and s.lease_id = b.lease_id`);
}

/** The database's clock, and how long until the next check of the region is due (negative when late). */
export async function peekSchedule(
  db: Db,
  region: string,
): Promise<{ nowMs: number; waitMs: number | null }> {
  const rows = await db.execute<{ now_ms: number; wait_ms: number | null }>(sql`
    select ${ms(sql`now()`)} as now_ms,
      (select date_part('epoch', due_at - now()) * 1000 from check_schedules
       where region = ${region} and due_at is not null and lease_id is null
       order by due_at limit 1) as wait_ms`);
  const row = rows[0];
  if (row === undefined) throw new Error('a query without a table gave no row');
  return { nowMs: row.now_ms, waitMs: row.wait_ms };
}

/** Checks that are due later than their interval allows: the clock has been set back. They are due at once. */
export async function bringBackStrayed(db: Db, region: string): Promise<number> {
  const rows = await db.execute(sql`
    update check_schedules s set due_at = now(), scheduled_at = now(), lease_id = null, covered_until_at = now()
    from monitors m
    where m.id = s.monitor_id and s.region = ${region}
      and s.due_at > now() + make_interval(secs => m.interval_seconds + 1)
    returning 1 as one`);
  return rows.length;
}

/** How many monitors are watched from a region. */
export async function countWatched(db: Db, region: string): Promise<number> {
  const rows = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from check_schedules where region = ${region} and due_at is not null`,
  );
  return rows[0]?.n ?? 0;
}
