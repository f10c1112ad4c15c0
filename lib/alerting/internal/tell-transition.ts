import type { Ctx } from '@/lib/access/context';
import type { StoredIncident, StoredMonitor } from '@/lib/alerting/queries/incidents';
import { incidentMessage } from '@/lib/alerting/rules/incident-message';
import { writePendingDeliveries } from '@/lib/alerting/write-pending-deliveries';

/** A person's transition is told like one of the pipeline: in the same transaction, by the project's policy. */
export async function tellTransition(
  ctx: Pick<Ctx, 'db' | 'now'>,
  transition: 'opened' | 'acknowledged' | 'resolved',
  incident: StoredIncident,
  monitor: StoredMonitor | null,
): Promise<void> {
  const { organizationId, projectId, id: incidentId } = incident;
  const message = incidentMessage(transition, ctx.now, incident, monitor);
  await writePendingDeliveries(
    ctx.db,
    [{ organizationId, projectId, incidentId, transition, message }],
    ctx.now,
  );
}
