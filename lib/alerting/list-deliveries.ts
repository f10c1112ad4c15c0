import { authorize, authorizeProject } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { selectAttempts, selectDeliveryRows } from '@/lib/alerting/queries/ledger';
import { type DeliveryView, listDeliveriesInput } from '@/lib/alerting/schema';
import { toDeliveryView } from '@/lib/alerting/view';
import { decodeIdCursor, type Page, toPage } from '@/lib/core/paging';
import { parseInput } from '@/lib/core/parse';

/** Newest first. */
export async function listDeliveries(ctx: Ctx, raw: unknown): Promise<Page<DeliveryView>> {
  authorize(ctx, 'delivery.read');
  const { limit, cursor, project_id, ...asked } = parseInput(listDeliveriesInput, raw);
  if (project_id !== undefined) authorizeProject(ctx, project_id);
  const projectId = project_id ?? projectLimit(ctx) ?? undefined;
  const { channel_id: channelId, incident_id: incidentId, digest_id: digestId, ...words } = asked;
  const filter = { projectId, channelId, incidentId, digestId, ...words };
  const before = decodeIdCursor(cursor, 'dlv');
  const rows = await selectDeliveryRows(ctx.db, ctx.organizationId, filter, { limit, before });
  const ids = rows.map(({ delivery }) => delivery.id);
  const attempts = await selectAttempts(ctx.db, ctx.organizationId, ids);
  return toPage(
    rows,
    limit,
    ({ delivery }) => [delivery.id],
    (row) =>
      toDeliveryView(
        row,
        attempts.filter(({ deliveryId }) => deliveryId === row.delivery.id),
      ),
  );
}
