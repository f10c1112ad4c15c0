import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { notFound, ProductError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { requirePage } from '@/lib/status-pages/require-page';
import { mailLink, noteWish } from '@/lib/subscribers/internal/ask-mailbox';
import { requireMailboxLimits } from '@/lib/subscribers/internal/limits';
import { lockSubscriber } from '@/lib/subscribers/queries/subscribers';
import { type SubscriberView, subscriberRef } from '@/lib/subscribers/schema';
import { type SubscriberDeps, subscriberDeps } from '@/lib/subscribers/subscriber-deps';
import { stateOf, toSubscriberView } from '@/lib/subscribers/view';

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
  const row = await lockSubscriber(ctx.db, ctx.organizationId, { pageId: page.id, id });
  if (row === null) throw notFound('subscriber');
  if (row.kind !== 'email' || stateOf(row) === 'active') {
    throw new ProductError('conflict', 'There is nothing to confirm.');
  }
  await requireMailboxLimits(ctx, page.id, row.address);
  const { address, locale, componentIds } = row;
  const subscriber = await noteWish(ctx.db, page, { address, locale, componentIds }, ctx.now);
  await writeAudit(ctx, ctx.db, {
    action: 'subscriber.confirmation_resent',
    targetId: id,
    detail: { address },
  });
  const result = await mailLink(ctx.db, { ...deps, requestId: ctx.requestId }, page, subscriber);
  if (result.kind !== 'sent') {
    throw new ProductError('unavailable', `The mail to confirm could not be sent. ${result.reason}`);
  }
  return toSubscriberView(subscriber);
}
