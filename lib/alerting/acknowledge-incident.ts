import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { acknowledgeInTransaction } from '@/lib/alerting/internal/acknowledge-in-transaction';
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
  return ctx.db.transaction(async (db) => {
    const inTx = { ...ctx, db };
    await requireIncident(inTx, id);
    const isNew = await acknowledgeInTransaction(inTx, id);
    const view = await readIncident(inTx, id);
    if (!isNew && view.status === 'resolved') {
      throw new ProductError('conflict', 'The incident is resolved.');
    }
    return view;
  });
}
