import type { Db } from '@/db/client';
import type { DeliveryTransition } from '@/lib/alerting/constants';
import { insertPendingDeliveries, lockEnabledChannels } from '@/lib/alerting/queries/outbox';
import { defaultPolicy, planDeliveries } from '@/lib/alerting/rules/plan-deliveries';
import { newId } from '@/lib/core/ids';
import type { IncidentMessage } from '@/lib/notifiers/rules/message';

export type PendingTransition = {
  organizationId: string;
  projectId: string;
  incidentId: string;
  transition: DeliveryTransition;
  message: IncidentMessage;
};

/**
 * The outbox: what is to be told, written in the transaction of the transition itself, in bulk.
 * Written twice, it is told once. Gives back how many deliveries are new.
 */
export async function writePendingDeliveries(
  tx: Db,
  transitions: readonly PendingTransition[],
  now: Date,
): Promise<number> {
  if (transitions.length === 0) return 0;
  const projectIds = [...new Set(transitions.map(({ projectId }) => projectId))];
  const channels = await lockEnabledChannels(tx, projectIds);
  const planned = planDeliveries(transitions, channels, defaultPolicy);
  return insertPendingDeliveries(
    tx,
    planned.map(({ transition, channelId, step }) => ({
      id: newId('dlv', now.getTime()),
      organizationId: transition.organizationId,
      channelId,
      incidentId: transition.incidentId,
      transition: transition.transition,
      step,
      message: transition.message,
      createdAt: now,
    })),
  );
}
