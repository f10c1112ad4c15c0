import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Db } from '@/db/client';
import { freshDatabase, test } from '@/db/testing/database';
import { untilWaiting } from '@/db/testing/until-waiting';
import { createPartition } from '@/lib/checks/queries';
import { newId, toUuid } from '@/lib/core/ids';
import { bucketSql, tryLockRollups } from '@/lib/rollups/queries';
import { rollUp, rollUpAll } from '@/lib/rollups/roll-up';
import { bucketOf, mergeHistograms, quantileUs } from '@/lib/rollups/rules/latency-buckets';

/** One check a minute for so many hours, until an hour ago. Latencies ascend by a microsecond. */
async function seedChecks(db: Db, hours: number): Promise<string> {
  const monitorId = newId('mon');
  for (let day = 0; day <= Math.ceil(hours / 24) + 1; day += 1) {
    const iso = new Date(Date.now() - day * 86_400_000).toISOString().slice(0, 10);
    await createPartition(db, 'check_results', iso);
  }
  await db.execute(sql`
    insert into check_results (monitor_id, scheduled_at, started_at, total_us, attempts, result, region)
    select ${toUuid(monitorId)}::uuid, at, at, (1000 + n)::int, 1,
      case when n % 10 = 0 then 'down' when n % 10 = 1 then 'degraded' else 'up' end, 'local'
    from generate_series(1, ${hours * 60}::int) as n,
      lateral (select date_trunc('hour', now()) - make_interval(mins => n + 60) as at) as slot`);
  return monitorId;
}

test('the bucket of SQL is the bucket of TypeScript, at every power of two and between', async ({ db }) => {
  const values = [0, 1, 63, 64, 65, 1000, 2 ** 31 - 1];
  for (let power = 6; power < 31; power += 1)
    values.push(2 ** power - 1, 2 ** power, 2 ** power + 1, Math.floor(2 ** power * 1.37));
  const rows = await db.execute<{ us: number; bucket: number }>(
    sql`select us, ${bucketSql(sql`us`)} as bucket from unnest(${`{${values.join(',')}}`}::text::int[]) as us`,
  );
  expect(rows.map(({ bucket }) => bucket)).toEqual(rows.map(({ us }) => bucketOf(us)));
});

test('minutes, hours and days each add up to the raw checks, and answers alone make latencies', async ({
  db,
}) => {
  await seedChecks(db, 60);
  await rollUpAll(db);
  const sums = (table: string) =>
    db.execute(
      sql.raw(`
    select sum(up)::int as up, sum(degraded)::int as degraded, sum(down)::int as down, sum(sum_us)::int as sum_us,
      min(min_us) as min_us, max(max_us) as max_us from ${table}`),
    );
  const [raw] = await db.execute(sql`
    select (count(*) filter (where result = 'up'))::int as up, (count(*) filter (where result = 'degraded'))::int as degraded,
      (count(*) filter (where result = 'down'))::int as down, (sum(total_us) filter (where result <> 'down'))::int as sum_us,
      min(total_us) filter (where result <> 'down') as min_us, max(total_us) filter (where result <> 'down') as max_us
    from check_results`);
  expect((await sums('rollup_hours'))[0]).toEqual(raw);
  const [days] = await sums('rollup_days');
  const [closed] = await db.execute(sql`
    select (count(*) filter (where result = 'up'))::int as up from check_results
    where scheduled_at < date_trunc('day', now() - interval '4 minutes', 'UTC')`);
  expect(days).toMatchObject(closed ?? {});
});

test('a run that begins again from any point gives the same sums', async ({ db }) => {
  await seedChecks(db, 8);
  await rollUpAll(db);
  const dump = () => db.execute(sql`select * from rollup_hours order by bucket_at`);
  const before = await dump();
  expect(before.length).toBeGreaterThan(5);
  await db.execute(sql`update rollup_progress set done_until_at = done_until_at - interval '5 hours'`);
  await rollUpAll(db);
  expect(await dump()).toEqual(before);
});

test('a run leaves the work to another that is at it; who wants all of it waits, and has all', async () => {
  const { db, close } = await freshDatabase();
  await seedChecks(db, 8);
  let all: Promise<void> | undefined;
  await db.transaction(async (tx) => {
    expect(await tryLockRollups(tx)).toBe(true);
    expect(await rollUp(db)).toEqual({ minutes: 0, hours: 0, days: 0 });
    all = rollUpAll(db);
    await untilWaiting(db);
  });
  await all;
  const [summed] = await db.execute(sql`select sum(up + degraded + down)::int as n from rollup_hours`);
  expect(summed).toEqual({ n: 8 * 60 });
  await close();
});

test('the quantiles of a merged day are within a bucket of the exact ones', async ({ db }) => {
  await seedChecks(db, 10);
  await rollUpAll(db);
  const rows = await db.execute<{ histogram: number[] }>(sql`select histogram from rollup_hours`);
  const [exact] = await db.execute<{ p95: number }>(sql`
    select percentile_disc(0.95) within group (order by total_us) as p95 from check_results where result <> 'down'`);
  const p95 = quantileUs(mergeHistograms(rows.map(({ histogram }) => histogram)), 0.95) ?? 0;
  expect(Math.abs(p95 - (exact?.p95 ?? 0)) / (exact?.p95 ?? 1)).toBeLessThan(0.016);
});
