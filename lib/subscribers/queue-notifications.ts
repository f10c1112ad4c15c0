import type { Db } from '@/db/client';
import { findAccess, insertNotifications, selectGroupsOf } from '@/lib/subscribers/queries/outbox';
import { mailboxDomains } from '@/lib/subscribers/rules/allowed-mailbox';

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
 * call for the same update changes nothing. Of a page for certain mailboxes, others are told nothing. Gives back how many are new.
 */
export async function queueNotifications(
  tx: Db,
  { organizationId, pageId, updateId, componentIds }: Queued,
): Promise<number> {
  const groups = await selectGroupsOf(tx, pageId, componentIds);
  const access = await findAccess(tx, pageId);
  if (access === null) return 0;
  return insertNotifications(
    tx,
    { organizationId, pageId, domains: mailboxDomains(access) },
    { updateId, componentIds: [...componentIds, ...groups] },
  );
}
