import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { parseInput } from '@/lib/core/parse';
import { requirePage } from '@/lib/status-pages/require-page';
import { countWanting, selectGroupsOf, selectWanting } from '@/lib/subscribers/queries/outbox';
import { mailboxDomains } from '@/lib/subscribers/rules/allowed-mailbox';
import { type AudienceView, countAudienceInput } from '@/lib/subscribers/schema';

const shown = 5;

/** Who would be told of an update that affects these components. @throws ProductError `not_found` */
export async function countAudience(ctx: Ctx, raw: unknown): Promise<AudienceView> {
  authorize(ctx, 'subscriber.read');
  const { page_id, component_ids, allowed_email_domains } = parseInput(countAudienceInput, raw);
  const domains = mailboxDomains(await requirePage(ctx, page_id));
  const asked = allowed_email_domains.length === 0 ? domains : allowed_email_domains;
  const page = { organizationId: ctx.organizationId, pageId: page_id, domains: asked };
  const wanted = [...component_ids, ...(await selectGroupsOf(ctx.db, page_id, component_ids))];
  const { outside, ...counts } = await countWanting(ctx.db, page, wanted);
  return { ...counts, outside_domains: outside, examples: await selectWanting(ctx.db, page, wanted, shown) };
}
