import type { Db } from '@/db/client';
import {
  dropPartition,
  lockPartitions,
  partitionedTables,
  selectDatabaseNow,
  selectPartitionDays,
} from '@/lib/checks/queries';
import { expiredDays } from '@/lib/checks/rules/partition-days';

/** Drops whole days of raw checks and their evidence. */
export async function dropOldPartitions(db: Db, retentionDays: number): Promise<{ dropped: string[] }> {
  const now = await selectDatabaseNow(db);
  const dropped: string[] = [];
  for (const table of partitionedTables) {
    for (const day of expiredDays(await selectPartitionDays(db, table), now, retentionDays)) {
      await db.transaction(async (tx) => {
        await lockPartitions(tx);
        await dropPartition(tx, table, day);
      });
      dropped.push(`${table} ${day}`);
    }
  }
  return { dropped };
}
