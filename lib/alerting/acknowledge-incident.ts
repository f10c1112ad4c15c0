import { authorize } from '@/lib/access/authorize';
import { type Ctx, storedActor } from '@/lib/access/context';
import { tellTransition } from '@/lib/alerting/internal/tell-transition';
import { findMonitor, insertEvent, markAcknowledged } from '@/lib/alerting/queries/incidents';
import { writeAudit } from '@/lib/audit/write-audit';
import { ProductError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { readIncident, requireIncident } from '@/lib/incidents/read-incident';
import { type IncidentView, incidentRef } from '@/lib/incidents/schema';

/**
 * Somebody takes it on. The second time answers as the first and changes nothing.
 * @throws ProductError `not_found`, `conflict` once it is resolved
 */
export async function acknowledgeIncident(ctx: Ctx, raw: unknown): Promise<IncidentView> {
  authorize(ctx, 'incident.write');
  const { id } = parseInput(incidentRef, raw);
  const { organizationId, now } = ctx;
  return ctx.db.transaction(async (db) => {
    const inTx = { ...ctx, db };
    await requireIncident(inTx, id);
    const actor = storedActor(ctx.actor);
    const incident = await markAcknowledged(db, organizationId, id, { actor, at: now });
    if (incident === null) {
      const view = await readIncident(inTx, id);
      if (view.status === 'resolved') throw new ProductError('conflict', 'The incident is resolved.');
      return view;
    }
    await insertEvent(db, { organizationId, incidentId: id, at: now, type: 'acknowledged', actor });
    const { monitorId } = incident;
    const monitor = monitorId === null ? null : await findMonitor(db, organizationId, monitorId);
    await tellTransition(inTx, 'acknowledged', incident, monitor);
    await writeAudit(ctx, db, { action: 'incident.acknowledged', targetId: id });
    return readIncident(inTx, id);
  });
}
