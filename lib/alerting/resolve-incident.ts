import { authorize } from '@/lib/access/authorize';
import { type Ctx, storedActor } from '@/lib/access/context';
import { tellTransition } from '@/lib/alerting/internal/tell-transition';
import {
  findMonitor,
  insertEvent,
  lockMonitorState,
  markResolved,
  releaseMonitor,
} from '@/lib/alerting/queries/incidents';
import { writeAudit } from '@/lib/audit/write-audit';
import { parseInput } from '@/lib/core/parse';
import { readIncident, requireIncident } from '@/lib/incidents/read-incident';
import { type IncidentView, incidentRef } from '@/lib/incidents/schema';

/**
 * By hand, also while the monitor is still down: the outage goes on in its spans, but opens no other incident before
 * the monitor has been up again. The second time answers as the first.
 * @throws ProductError `not_found`
 */
export async function resolveIncident(ctx: Ctx, raw: unknown): Promise<IncidentView> {
  authorize(ctx, 'incident.write');
  const { id } = parseInput(incidentRef, raw);
  const { organizationId, now } = ctx;
  return ctx.db.transaction(async (db) => {
    const inTx = { ...ctx, db };
    const { monitorId } = (await requireIncident(inTx, id)).incident;
    if (monitorId !== null) await lockMonitorState(db, organizationId, monitorId);
    const actor = storedActor(ctx.actor);
    const incident = await markResolved(db, organizationId, id, { actor, at: now });
    if (incident === null) return readIncident(inTx, id);
    await releaseMonitor(db, organizationId, id);
    await insertEvent(db, { organizationId, incidentId: id, at: now, type: 'resolved', actor });
    const monitor = monitorId === null ? null : await findMonitor(db, organizationId, monitorId);
    await tellTransition(inTx, 'resolved', incident, monitor);
    await writeAudit(ctx, db, { action: 'incident.resolved', targetId: id });
    return readIncident(inTx, id);
  });
}
