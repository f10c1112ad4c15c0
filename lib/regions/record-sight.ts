import type { Db } from '@/db/client';
import { selectSightedMs, updateSight } from '@/lib/regions/queries';

/** When a prober of this region last reached anything, by the database's clock; null where none ever did. For workers only. */
export async function findSight(db: Db, code: string): Promise<number | null> {
  return selectSightedMs(db, code);
}

/** What a prober sees of its own network: null while something is reached, else since when nothing is. For workers only. */
export async function recordSight(db: Db, code: string, blindSinceMs: number | null): Promise<void> {
  await updateSight(db, code, blindSinceMs === null ? null : new Date(blindSinceMs));
}
