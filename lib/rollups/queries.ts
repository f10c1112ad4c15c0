import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { toUuid } from '@/lib/core/ids';

export const rollups = ['minutes', 'hours', 'days'] as const;
export type Rollup = (typeof rollups)[number];

const tables: Record<Rollup, SQL> = {
  minutes: sql`rollup_minutes`,
  hours: sql`rollup_hours`,
  days: sql`rollup_days`,
};

/** `bucketOf` of rules/latency-buckets.ts. Half a microsecond keeps the logarithm clear of powers of two. */
export function bucketSql(us: SQL): SQL {
  const shift = sql`(floor(ln(${us} + 0.5::float8) / ln(2::float8))::int - 5)`;
  return sql`case when ${us} < 64 then ${us} else ${shift} * 32 + (${us} >> ${shift}) end`;
}

/** Closed: every check of it has come in. Checks are stored within time-out and lease, four minutes at the worst. */
export async function selectClosedUntil(db: Db, rollup: Rollup): Promise<Date> {
  const rows = await db.execute<{ ms: number }>(sql`
    select date_part('epoch', date_trunc(${rollup.slice(0, -1)}, now() - interval '4 minutes', 'UTC')) * 1000 as ms`);
  return new Date(rows[0]?.ms ?? 0);
}

/** From where a rollup goes on. Where it never ran, from the first check there is. */
export async function selectDoneUntil(db: Db, rollup: Rollup): Promise<Date | null> {
  const rows = await db.execute<{ ms: number | null }>(sql`
    select date_part('epoch', coalesce(
      (select done_until_at from rollup_progress where rollup = ${rollup}),
      (select date_trunc(${rollup.slice(0, -1)}, min(scheduled_at), 'UTC') from check_results)
    )) * 1000 as ms`);
  const ms = rows[0]?.ms ?? null;
  return ms === null ? null : new Date(ms);
}

export async function writeProgress(db: Db, rollup: Rollup, until: Date): Promise<void> {
  await db.execute(sql`
    insert into rollup_progress (rollup, done_until_at) values (${rollup}, ${until.toISOString()}::timestamptz)
    on conflict (rollup) do update set done_until_at = excluded.done_until_at`);
}

/** History has been brought in: what it fell into is summed again. */
export async function rewindProgress(db: Db, from: Date): Promise<void> {
  await db.execute(sql`
    update rollup_progress
    set done_until_at = least(done_until_at, date_trunc('day', ${from.toISOString()}::timestamptz, 'UTC'))`);
}

const rollupLock = sql`7815696120`;

/** One runner at a time; false when another one is at it. */
export async function tryLockRollups(db: Db): Promise<boolean> {
  const rows = await db.execute<{ ok: boolean }>(sql`select pg_try_advisory_xact_lock(${rollupLock}) as ok`);
  return rows[0]?.ok === true;
}

/** As soon as no other one is at it. */
export async function lockRollups(db: Db): Promise<true> {
  await db.execute(sql`select pg_advisory_xact_lock(${rollupLock})`);
  return true;
}

type Window = { from: Date; to: Date };

function within(column: SQL, { from, to }: Window): SQL {
  return sql`${column} >= ${from.toISOString()}::timestamptz and ${column} < ${to.toISOString()}::timestamptz`;
}

/**
 * Minutes from raw checks. Latencies are those of answers (up and degraded): how long a failure took is not a
 * response time. A window that is written again comes out the same.
 */
export async function rollUpMinutes(db: Db, window: Window): Promise<void> {
  await db.execute(sql`
    with counted as (
      select monitor_id, date_trunc('minute', scheduled_at, 'UTC') as bucket_at, region,
        case when result in ('up', 'degraded') then ${bucketSql(sql`total_us`)} end as bucket,
        count(*) as n,
        count(*) filter (where result = 'up') as up,
        count(*) filter (where result = 'degraded') as degraded,
        count(*) filter (where result = 'down') as down,
        count(*) filter (where result = 'unknown') as unknown,
        sum(total_us) as sum_us, min(total_us) as min_us, max(total_us) as max_us
      from check_results where ${within(sql`scheduled_at`, window)}
      group by 1, 2, 3, 4
    ), summed as (
      select monitor_id, bucket_at, region, sum(up) as up, sum(degraded) as degraded, sum(down) as down,
        sum(unknown) as unknown, coalesce(sum(sum_us) filter (where bucket is not null), 0) as sum_us,
        min(min_us) filter (where bucket is not null) as min_us,
        max(max_us) filter (where bucket is not null) as max_us,
        array_agg(array[bucket, n::int] order by bucket) filter (where bucket is not null) as pairs
      from counted group by 1, 2, 3
    )
    ${insertSummed(sql`rollup_minutes`)}`);
}

/** Hours from minutes, days from hours. */
export async function rollUpFurther(db: Db, rollup: 'hours' | 'days', window: Window): Promise<void> {
  const source = rollup === 'hours' ? sql`rollup_minutes` : sql`rollup_hours`;
  const unit = rollup === 'hours' ? 'hour' : 'day';
  await db.execute(sql`
    with source as (
      select *, date_trunc(${unit}, bucket_at, 'UTC') as into_at from ${source}
      where ${within(sql`bucket_at`, window)}
    ), counted as (
      select monitor_id, into_at, region, histogram[i] as bucket, sum(histogram[i + 1])::int as n
      from source, generate_series(1, cardinality(histogram), 2) as i group by 1, 2, 3, 4
    ), paired as (
      select monitor_id, into_at, region, array_agg(array[bucket, n] order by bucket) as pairs
      from counted group by 1, 2, 3
    ), summed as (
      select s.monitor_id, s.into_at as bucket_at, s.region, sum(up) as up, sum(degraded) as degraded,
        sum(down) as down, sum(unknown) as unknown, sum(sum_us) as sum_us, min(min_us) as min_us,
        max(max_us) as max_us, min(p.pairs) as pairs
      from source s left join paired p using (monitor_id, into_at, region) group by 1, 2, 3
    )
    ${insertSummed(tables[rollup])}`);
}

function insertSummed(table: SQL): SQL {
  return sql`
    insert into ${table}
      (monitor_id, bucket_at, region, up, degraded, down, unknown, sum_us, min_us, max_us, histogram)
    select monitor_id, bucket_at, region, up, degraded, down, unknown, sum_us, min_us, max_us,
      array(select unnest(pairs))
    from summed
    on conflict (monitor_id, bucket_at, region) do update set
      up = excluded.up, degraded = excluded.degraded, down = excluded.down, unknown = excluded.unknown,
      sum_us = excluded.sum_us, min_us = excluded.min_us, max_us = excluded.max_us, histogram = excluded.histogram`;
}

/** Rows older than what is kept, and those of monitors that are gone. */
export async function deleteOldRollups(db: Db, rollup: Rollup, olderThanHours: number): Promise<void> {
  await db.execute(sql`
    delete from ${tables[rollup]} where bucket_at < now() - make_interval(hours => ${olderThanHours}::int)`);
}

/** One bucket of one region, from raw checks or from a rollup. */
export type PartRow = {
  at_ms: number;
  region: string;
  up: number;
  degraded: number;
  down: number;
  unknown: number;
  sum_us: number;
  min_us: number | null;
  max_us: number | null;
  histogram: number[];
};

type Wanted = Window & { monitorId: string; region: string | undefined };

function ofMonitor(wanted: Wanted): SQL {
  const region = wanted.region === undefined ? sql`` : sql`and region = ${wanted.region}`;
  return sql`monitor_id = ${toUuid(wanted.monitorId)}::uuid ${region}`;
}

export async function selectRollupParts(db: Db, rollup: Rollup, wanted: Wanted): Promise<PartRow[]> {
  return db.execute<PartRow>(sql`
    select date_part('epoch', bucket_at) * 1000 as at_ms, region, up, degraded, down, unknown,
      sum_us::float8 as sum_us, min_us, max_us, histogram
    from ${tables[rollup]} where ${ofMonitor(wanted)} and ${within(sql`bucket_at`, wanted)}
    order by bucket_at`);
}

/** Raw checks in steps of `stepSeconds`, counted from the epoch. Never asked for more than a day. */
export async function selectRawParts(db: Db, wanted: Wanted, stepSeconds: number): Promise<PartRow[]> {
  const bin = sql`floor(date_part('epoch', scheduled_at) / ${stepSeconds}::int) * ${stepSeconds}::int * 1000`;
  return db.execute<PartRow>(sql`
    with counted as (
      select ${bin} as at_ms, region,
        case when result in ('up', 'degraded') then ${bucketSql(sql`total_us`)} end as bucket,
        count(*) as n,
        count(*) filter (where result = 'up') as up,
        count(*) filter (where result = 'degraded') as degraded,
        count(*) filter (where result = 'down') as down,
        count(*) filter (where result = 'unknown') as unknown,
        sum(total_us) as sum_us, min(total_us) as min_us, max(total_us) as max_us
      from check_results where ${ofMonitor(wanted)} and ${within(sql`scheduled_at`, wanted)}
      group by 1, 2, 3
    ), summed as (
      select at_ms, region, sum(up)::int as up, sum(degraded)::int as degraded, sum(down)::int as down,
        sum(unknown)::int as unknown,
        coalesce(sum(sum_us) filter (where bucket is not null), 0)::float8 as sum_us,
        min(min_us) filter (where bucket is not null) as min_us,
        max(max_us) filter (where bucket is not null) as max_us,
        array_agg(array[bucket, n::int] order by bucket) filter (where bucket is not null) as pairs
      from counted group by 1, 2
    )
    select at_ms, region, up, degraded, down, unknown, sum_us, min_us, max_us,
      array(select unnest(pairs)) as histogram
    from summed order by at_ms`);
}

/** The latencies of each monitor of a project over a window: [bucket, count, …] as in a rollup, over all regions. */
export async function selectProjectHistograms(
  db: Db,
  rollup: 'hours' | 'days',
  wanted: Window & { projectId: string },
): Promise<{ monitor_id: string; histogram: number[] }[]> {
  return db.execute<{ monitor_id: string; histogram: number[] }>(sql`
    with counted as (
      select r.monitor_id, r.histogram[i] as bucket, sum(r.histogram[i + 1])::int as n
      from monitors m
      join ${tables[rollup]} r on r.monitor_id = m.id and ${within(sql`r.bucket_at`, wanted)},
        generate_series(1, cardinality(r.histogram), 2) as i
      where m.project_id = ${toUuid(wanted.projectId)}::uuid
      group by 1, 2
    ), paired as (
      select monitor_id, array_agg(array[bucket, n] order by bucket) as pairs from counted group by 1
    )
    select monitor_id, array(select unnest(pairs)) as histogram from paired`);
}
