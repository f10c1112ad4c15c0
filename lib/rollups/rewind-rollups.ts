import type { Db } from '@/db/client';
import { rewindProgress } from '@/lib/rollups/queries';

/** For verbs that bring in checks of the past: the next runs of the rollup begin there. */
export async function rewindRollups(db: Db, from: Date): Promise<void> {
  await rewindProgress(db, from);
}
