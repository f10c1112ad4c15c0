import { authorize } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { findDeliveryRow, renewDelivery, selectAttempts } from '@/lib/alerting/queries/ledger';
import { type DeliveryDetailView, deliveryRef } from '@/lib/alerting/schema';
import { toDeliveryDetailView } from '@/lib/alerting/view';
import { writeAudit } from '@/lib/audit/write-audit';
import { notFound, ProductError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';

/**
 * A new attempt at once, also of what was delivered, under the same id: the receiver can tell it is the same.
 * @throws ProductError `not_found`, `conflict` while its channel is switched off
 */
export async function resendDelivery(ctx: Ctx, raw: unknown): Promise<DeliveryDetailView> {
  authorize(ctx, 'delivery.write');
  const { id } = parseInput(deliveryRef, raw);
  return ctx.db.transaction(async (db) => {
    const found = await findDeliveryRow(db, ctx.organizationId, id);
    const limit = projectLimit(ctx);
    if (found === null || (limit !== null && found.channel.projectId !== limit)) throw notFound('delivery');
    if (!found.channel.enabled) {
      throw new ProductError('conflict', 'The channel of this delivery is switched off: switch it on first.');
    }
    if (await renewDelivery(db, ctx.organizationId, id)) {
      await writeAudit(ctx, db, { action: 'delivery.resent', targetId: id });
    }
    const row = await findDeliveryRow(db, ctx.organizationId, id);
    if (row === null) throw notFound('delivery');
    return toDeliveryDetailView(row, await selectAttempts(db, ctx.organizationId, [id]));
  });
}
