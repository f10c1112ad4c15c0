import type { Db } from '@/db/client';
import { suppressOfUpdate } from '@/lib/subscribers/queries/outbox';

/** What was queued of this update and has not gone out yet never will. Gives back how many. */
export async function suppressNotifications(tx: Db, { updateId }: { updateId: string }): Promise<number> {
  return suppressOfUpdate(tx, updateId);
}
