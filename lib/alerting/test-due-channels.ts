import type { Db } from '@/db/client';
import { insertPendingDeliveries } from '@/lib/alerting/queries/outbox';
import { claimDueTests } from '@/lib/alerting/queries/self-tests';
import { newId } from '@/lib/core/ids';
import { testMessage } from '@/lib/notifiers/rules/test-message';

const perBatch = 200;

/**
 * The weekly tests that are due, into the outbox, each once: the next week and the delivery stand in one transaction.
 * They go out and are tried again like any alert; one that fails is told by the other channels and to the owners. For
 * jobs only. Gives back how many were written.
 */
export async function testDueChannels(db: Db, now: Date): Promise<{ written: number }> {
  let written = 0;
  for (;;) {
    const taken = await db.transaction(async (tx) => {
      const due = await claimDueTests(tx, perBatch);
      await insertPendingDeliveries(
        tx,
        due.map(({ channelId, organizationId, projectId }) => ({
          id: newId('dlv', now.getTime()),
          organizationId,
          channelId,
          incidentId: null,
          transition: 'test' as const,
          step: 0,
          message: { ...testMessage(now, projectId), is_scheduled: true },
        })),
      );
      return due.length;
    });
    written += taken;
    if (taken < perBatch) return { written };
  }
}
