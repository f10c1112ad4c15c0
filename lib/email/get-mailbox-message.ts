import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { readMailboxMessage } from '@/lib/email/queries';
import { type MailboxMessageView, mailboxMessageRef } from '@/lib/email/schema';
import { toMailboxMessage } from '@/lib/email/view';

/** Reading marks it as read. @throws ProductError `not_found` */
export async function getMailboxMessage(ctx: Ctx, raw: unknown): Promise<MailboxMessageView> {
  authorize(ctx, 'mailbox.read');
  const { id } = parseInput(mailboxMessageRef, raw);
  const row = await readMailboxMessage(ctx.db, ctx.organizationId, id);
  if (row === null) throw notFound('message');
  return toMailboxMessage(row);
}
