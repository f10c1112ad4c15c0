import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { test } from '@/db/testing/database';
import { dropOldPartitions } from '@/lib/checks/drop-old-partitions';
import { ensurePartitions } from '@/lib/checks/ensure-partitions';
import { createPartition, selectPartitionDays } from '@/lib/checks/queries';
import { expiredDays, partitionDays } from '@/lib/checks/rules/partition-days';
import { newId, toUuid } from '@/lib/core/ids';

test('yesterday, today and three days ahead are made once', async ({ db }) => {
  await ensurePartitions(db);
  expect((await ensurePartitions(db)).made).toEqual([]);
  const days = partitionDays(new Date());
  for (const table of ['check_results', 'check_evidence'] as const) {
    expect(await selectPartitionDays(db, table)).toEqual(expect.arrayContaining(days));
  }
});

test('a check at any instant of the ready days finds its partition', async ({ db }) => {
  await ensurePartitions(db);
  const first = partitionDays(new Date())[0];
  await db.execute(sql`
    insert into check_results (monitor_id, scheduled_at, started_at, total_us, attempts, result, region)
    select ${toUuid(newId('mon'))}::uuid, at, at, 1, 1, 'up', 'local'
    from generate_series(${`${first}T00:00:00Z`}::timestamptz, ${`${first}T00:00:00Z`}::timestamptz + interval '119 hours 59 minutes', '1 hour') as at`);
});

test('days past the retention are dropped whole, and no others', async ({ db }) => {
  await ensurePartitions(db);
  const kept = await selectPartitionDays(db, 'check_results');
  for (const day of ['2020-01-01', '2020-02-29']) await createPartition(db, 'check_results', day);
  expect((await dropOldPartitions(db, 90)).dropped).toEqual([
    'check_results 2020-01-01',
    'check_results 2020-02-29',
  ]);
  expect(await selectPartitionDays(db, 'check_results')).toEqual(kept);
});

test('with a retention of one day, yesterday is still kept', () => {
  const now = new Date('2026-03-01T00:00:01Z');
  expect(expiredDays(['2026-02-27', '2026-02-28', '2026-03-01'], now, 1)).toEqual(['2026-02-27']);
});
