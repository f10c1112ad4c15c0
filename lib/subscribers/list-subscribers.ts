import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { decodeIdCursor, type Page, toPage } from '@/lib/core/paging';
import { parseInput } from '@/lib/core/parse';
import { requirePage } from '@/lib/status-pages/require-page';
import { selectSubscribers } from '@/lib/subscribers/queries/subscribers';
import { listSubscribersInput, type SubscriberView } from '@/lib/subscribers/schema';
import { toSubscriberView } from '@/lib/subscribers/view';

/** Newest first. `q` looks for a part of the address. @throws ProductError `not_found` */
export async function listSubscribers(ctx: Ctx, raw: unknown): Promise<Page<SubscriberView>> {
  authorize(ctx, 'subscriber.read');
  const { limit, cursor, page_id, ...filter } = parseInput(listSubscribersInput, raw);
  const page = await requirePage(ctx, page_id);
  const rows = await selectSubscribers(
    ctx.db,
    ctx.organizationId,
    { ...filter, pageId: page.id },
    { limit, before: decodeIdCursor(cursor, 'sub') },
  );
  return toPage(rows, limit, ({ id }) => [id], toSubscriberView);
}
