import type { Db } from '@/db/client';
import { selectScheduleNames } from '@/lib/on-call/queries/schedules';

/** By id, what those of these schedules are called that are there. It asks for no permission. */
export async function findScheduleNames(
  db: Db,
  organizationId: string,
  scheduleIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (scheduleIds.length === 0) return new Map();
  const rows = await selectScheduleNames(db, organizationId, scheduleIds);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
