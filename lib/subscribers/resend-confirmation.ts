import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { notFound, ProductError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { requirePage } from '@/lib/status-pages/require-page';
import { askForOrganization } from '@/lib/subscribers/internal/ask-for-organization';
import { findSubscriber } from '@/lib/subscribers/queries/subscribers';
import { type SubscriberView, subscriberRef } from '@/lib/subscribers/schema';
import { type SubscriberDeps, subscriberDeps } from '@/lib/subscribers/subscriber-deps';
import { stateOf } from '@/lib/subscribers/view';

/**
 * Mails a new link to a mailbox that has not confirmed; the one before ends.
 * @throws ProductError `not_found`, `conflict` for who is told already or was never asked, `rate_limited`, `unavailable`
 */
export async function resendConfirmation(
  ctx: Ctx,
  raw: unknown,
  deps: SubscriberDeps = subscriberDeps(ctx.db),
): Promise<SubscriberView> {
  authorize(ctx, 'subscriber.write');
  const { page_id, id } = parseInput(subscriberRef, raw);
  const page = await requirePage(ctx, page_id);
  const row = await findSubscriber(ctx.db, ctx.organizationId, { pageId: page.id, id });
  if (row === null) throw notFound('subscriber');
  if (row.kind !== 'email' || stateOf(row) === 'active') {
    throw new ProductError('conflict', 'There is nothing to confirm.');
  }
  const { address, locale, componentIds } = row;
  const wish = { address, locale, componentIds };
  const action = 'subscriber.confirmation_resent';
  return askForOrganization(ctx, deps, page, wish, { action, detail: { address } });
}
