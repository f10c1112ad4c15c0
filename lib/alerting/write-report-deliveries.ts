import type { Db } from '@/db/client';
import { insertPendingDeliveries } from '@/lib/alerting/queries/outbox';
import { newId } from '@/lib/core/ids';
import type { ReportMessage } from '@/lib/notifiers/rules/message';

/**
 * A report into the outbox, in the transaction of whoever claimed it: nothing else keeps it to one. The channels are
 * locked by the caller. Gives back their ids.
 */
export async function writeReportDeliveries(
  tx: Db,
  { organizationId, channelIds }: { organizationId: string; channelIds: readonly string[] },
  message: ReportMessage,
  now: Date,
): Promise<string[]> {
  const rows = channelIds.map((channelId) => ({
    id: newId('dlv', now.getTime()),
    organizationId,
    channelId,
    incidentId: null,
    transition: 'report' as const,
    step: 0,
    message,
  }));
  await insertPendingDeliveries(tx, rows);
  return rows.map(({ id }) => id);
}
