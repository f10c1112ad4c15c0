import { type Ctx, storedActor } from '@/lib/access/context';
import { tellTransition } from '@/lib/alerting/internal/tell-transition';
import { findMonitor, insertEvent, markAcknowledged } from '@/lib/alerting/queries/incidents';
import { writeAudit } from '@/lib/audit/write-audit';

/** All that acknowledging is, by whomever. False, and nothing done, where it is not open (any more). */
export async function acknowledgeInTransaction(ctx: Ctx, incidentId: string): Promise<boolean> {
  const { db, organizationId, now } = ctx;
  const actor = storedActor(ctx.actor);
  const incident = await markAcknowledged(db, organizationId, incidentId, { actor, at: now });
  if (incident === null) return false;
  await insertEvent(db, { organizationId, incidentId, at: now, type: 'acknowledged', actor });
  const { monitorId } = incident;
  const monitor = monitorId === null ? null : await findMonitor(db, organizationId, monitorId);
  await tellTransition(ctx, 'acknowledged', incident, monitor);
  await writeAudit(ctx, db, { action: 'incident.acknowledged', targetId: incidentId });
  return true;
}
