import type { Db } from '@/db/client';
import { sendPayloads } from '@/lib/audit/internal/notify';
import { type ChangeNotice, changePayloads } from '@/lib/audit/rules/change-payloads';

/**
 * Tells every open browser what has changed. Called in the transaction of the change: Postgres delivers at
 * commit, and nothing after a rollback. One statement per call, so a batch hands over all its notices at once.
 */
export async function notifyChanges(db: Db, notices: readonly ChangeNotice[]): Promise<void> {
  if (notices.length === 0) return;
  await sendPayloads(
    db,
    changePayloads(notices).map((payload) => JSON.stringify(payload)),
  );
}
