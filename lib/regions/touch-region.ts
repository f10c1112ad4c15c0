import type { Db } from '@/db/client';
import { upsertRegion } from '@/lib/regions/queries';

/** A prober says that it runs in this region. For workers only. */
export async function touchRegion(db: Db, code: string): Promise<void> {
  await upsertRegion(db, code);
}
