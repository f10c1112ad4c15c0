import type { Db } from '@/db/client';
import {
  createPartition,
  lockPartitions,
  partitionedTables,
  selectDatabaseNow,
  selectPartitionDays,
} from '@/lib/checks/queries';
import { partitionDays } from '@/lib/checks/rules/partition-days';

/** The partitions from yesterday until three days ahead, by the database's clock. Cheap when they are there. */
export async function ensurePartitions(db: Db): Promise<{ made: string[] }> {
  return ensurePartitionsOf(db, partitionDays(await selectDatabaseNow(db)));
}

/** Days (UTC) as in 2026-07-28: for history that is brought in. */
export async function ensurePartitionsOf(db: Db, days: readonly string[]): Promise<{ made: string[] }> {
  const missing = await findMissing(db, days);
  if (missing.length === 0) return { made: [] };
  await db.transaction(async (tx) => {
    await lockPartitions(tx);
    for (const { table, day } of await findMissing(tx, days)) await createPartition(tx, table, day);
  });
  return { made: missing.map(({ table, day }) => `${table} ${day}`) };
}

async function findMissing(db: Db, days: readonly string[]) {
  const missing: { table: (typeof partitionedTables)[number]; day: string }[] = [];
  for (const table of partitionedTables) {
    const known = new Set(await selectPartitionDays(db, table));
    for (const day of days) if (!known.has(day)) missing.push({ table, day });
  }
  return missing;
}
