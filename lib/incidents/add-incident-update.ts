import { authorize } from '@/lib/access/authorize';
import { type Ctx, storedActor } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { parseInput } from '@/lib/core/parse';
import { insertIncidentEvent } from '@/lib/incidents/queries';
import { readIncident, requireIncident } from '@/lib/incidents/read-incident';
import { addIncidentUpdateInput, type IncidentView } from '@/lib/incidents/schema';

/** A comment on the timeline, in Markdown; on a resolved incident as well. @throws ProductError `not_found` */
export async function addIncidentUpdate(ctx: Ctx, raw: unknown): Promise<IncidentView> {
  authorize(ctx, 'incident.write');
  const { id, body } = parseInput(addIncidentUpdateInput, raw);
  return ctx.db.transaction(async (db) => {
    await requireIncident({ ...ctx, db }, id);
    await insertIncidentEvent(db, {
      organizationId: ctx.organizationId,
      incidentId: id,
      at: ctx.now,
      type: 'comment',
      actor: storedActor(ctx.actor),
      body,
    });
    await writeAudit(ctx, db, { action: 'incident.updated', targetId: id });
    return readIncident({ ...ctx, db }, id);
  });
}
