import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { ProductError } from '@/lib/core/errors';
import { mailLink, noteWish, type PageOfMailbox, type Wish } from '@/lib/subscribers/internal/ask-mailbox';
import { requireMailboxLimits } from '@/lib/subscribers/internal/limits';
import type { SubscriberView } from '@/lib/subscribers/schema';
import type { SubscriberDeps } from '@/lib/subscribers/subscriber-deps';
import { toSubscriberView } from '@/lib/subscribers/view';

type Audited = { action: string; detail: Record<string, unknown> };

/**
 * Asks a mailbox whether it wants what people of the organization entered for it. What was noted stays where the mail cannot be sent.
 * @throws ProductError `rate_limited`, `unavailable`
 */
export async function askForOrganization(
  ctx: Ctx,
  { mail, signer }: SubscriberDeps,
  page: PageOfMailbox,
  wish: Wish,
  { action, detail }: Audited,
): Promise<SubscriberView> {
  await requireMailboxLimits(ctx, page.id, wish.address);
  const subscriber = await ctx.db.transaction(async (db) => {
    const noted = await noteWish(db, page, wish, ctx.now);
    await writeAudit(ctx, db, { action, targetId: noted.id, detail });
    return noted;
  });
  const result = await mailLink(ctx.db, { mail, signer, requestId: ctx.requestId }, page, subscriber);
  if (result.kind !== 'sent') {
    throw new ProductError('unavailable', `The mail to confirm could not be sent. ${result.reason}`);
  }
  return toSubscriberView(subscriber);
}
