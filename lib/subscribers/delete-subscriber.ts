import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { requirePage } from '@/lib/status-pages/require-page';
import { deleteSubscriberRow, findSubscriber } from '@/lib/subscribers/queries/subscribers';
import { subscriberRef } from '@/lib/subscribers/schema';

/** With all that was queued for it. @throws ProductError `not_found` */
export async function deleteSubscriber(ctx: Ctx, raw: unknown): Promise<{ id: string }> {
  authorize(ctx, 'subscriber.write');
  const { page_id, id } = parseInput(subscriberRef, raw);
  const page = await requirePage(ctx, page_id);
  return ctx.db.transaction(async (db) => {
    const row = await findSubscriber(db, ctx.organizationId, { pageId: page.id, id });
    if (row === null || !(await deleteSubscriberRow(db, id))) throw notFound('subscriber');
    const detail = { kind: row.kind, address: row.address };
    await writeAudit(ctx, db, { action: 'subscriber.deleted', targetId: id, detail });
    return { id };
  });
}
