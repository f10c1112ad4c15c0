import { authorize } from '@/lib/access/authorize';
import { type Ctx, storedActor } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { parseInput } from '@/lib/core/parse';
import { insertIncidentEvent, setPostMortem } from '@/lib/incidents/queries';
import { readIncident, requireIncident } from '@/lib/incidents/read-incident';
import { type IncidentView, putPostMortemInput } from '@/lib/incidents/schema';

/** Replaces what was there; the same text again changes nothing. Markdown. @throws ProductError `not_found` */
export async function putPostMortem(ctx: Ctx, raw: unknown): Promise<IncidentView> {
  authorize(ctx, 'incident.write');
  const { id, body } = parseInput(putPostMortemInput, raw);
  return ctx.db.transaction(async (db) => {
    const { incident } = await requireIncident({ ...ctx, db }, id);
    if (incident.postMortem === body) return readIncident({ ...ctx, db }, id);
    await setPostMortem(db, ctx.organizationId, id, body);
    await insertIncidentEvent(db, {
      organizationId: ctx.organizationId,
      incidentId: id,
      at: ctx.now,
      type: 'post_mortem',
      actor: storedActor(ctx.actor),
    });
    await writeAudit(ctx, db, { action: 'incident.post_mortem_written', targetId: id });
    return readIncident({ ...ctx, db }, id);
  });
}
