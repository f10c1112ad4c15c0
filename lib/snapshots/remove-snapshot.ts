import type { Db } from '@/db/client';
import { deleteSnapshot, lockSnapshot, notifyGateways } from '@/lib/snapshots/queries/stored-snapshots';

/** Of a page that is not published any more, or is gone: gateways forget it with this commit. */
export async function removeSnapshot(db: Db, pageId: string): Promise<boolean> {
  return await db.transaction(async (tx) => {
    await lockSnapshot(tx, pageId);
    const isRemoved = await deleteSnapshot(tx, pageId);
    await notifyGateways(tx, pageId, 0);
    return isRemoved;
  });
}
