import { authorize } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { findDeliveryRow, selectAttempts } from '@/lib/alerting/queries/ledger';
import { type DeliveryDetailView, deliveryRef } from '@/lib/alerting/schema';
import { toDeliveryDetailView } from '@/lib/alerting/view';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';

/** With every attempt and the receiver's raw answer to it. @throws ProductError `not_found` */
export async function getDelivery(ctx: Ctx, raw: unknown): Promise<DeliveryDetailView> {
  authorize(ctx, 'delivery.read');
  const { id } = parseInput(deliveryRef, raw);
  const row = await findDeliveryRow(ctx.db, ctx.organizationId, id);
  const limit = projectLimit(ctx);
  if (row === null || (limit !== null && row.channel.projectId !== limit)) throw notFound('delivery');
  return toDeliveryDetailView(row, await selectAttempts(ctx.db, ctx.organizationId, [id]));
}
