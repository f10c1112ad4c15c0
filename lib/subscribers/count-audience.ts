import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { parseInput } from '@/lib/core/parse';
import { requirePage } from '@/lib/status-pages/require-page';
import { countWanting, selectGroupsOf, selectWanting } from '@/lib/subscribers/queries/outbox';
import { type AudienceView, countAudienceInput } from '@/lib/subscribers/schema';

const shown = 5;

/** Who would be told of an update that affects these components. @throws ProductError `not_found` */
export async function countAudience(ctx: Ctx, raw: unknown): Promise<AudienceView> {
  authorize(ctx, 'subscriber.read');
  const { page_id, component_ids } = parseInput(countAudienceInput, raw);
  await requirePage(ctx, page_id);
  const page = { organizationId: ctx.organizationId, pageId: page_id };
  const wanted = [...component_ids, ...(await selectGroupsOf(ctx.db, page_id, component_ids))];
  const counts = await countWanting(ctx.db, page, wanted);
  return { ...counts, examples: await selectWanting(ctx.db, page, wanted, shown) };
}
