import type { Db } from '@/db/client';
import { insertNotifications, selectGroupsOf } from '@/lib/subscribers/queries/outbox';

type Queued = {
  organizationId: string;
  pageId: string;
  updateId: string;
  /** What the update affects; nothing at all: everybody is told. */
  componentIds: readonly string[];
};

/**
 * In the transaction that publishes the update: one row for each who is to be told, whatever their number. Those who
 * chose components hear of it where one is affected, or where they were told of the same incident before. A second
 * call for the same update changes nothing. Gives back how many are new.
 */
export async function queueNotifications(
  tx: Db,
  { organizationId, pageId, updateId, componentIds }: Queued,
): Promise<number> {
  const groups = await selectGroupsOf(tx, pageId, componentIds);
  return insertNotifications(
    tx,
    { organizationId, pageId },
    { updateId, componentIds: [...componentIds, ...groups] },
  );
}
