import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { decodeIdCursor, type Page, toPage } from '@/lib/core/paging';
import { parseInput } from '@/lib/core/parse';
import { selectMailboxMessages } from '@/lib/email/queries';
import { listMailboxMessagesInput, type MailboxMessageSummaryView } from '@/lib/email/schema';
import { toMailboxSummary } from '@/lib/email/view';

/** Newest first. */
export async function listMailboxMessages(ctx: Ctx, raw: unknown): Promise<Page<MailboxMessageSummaryView>> {
  authorize(ctx, 'mailbox.read');
  const { limit, cursor } = parseInput(listMailboxMessagesInput, raw);
  const before = decodeIdCursor(cursor, 'msg');
  const rows = await selectMailboxMessages(ctx.db, ctx.organizationId, { limit, before });
  return toPage(rows, limit, (row) => [row.id], toMailboxSummary);
}
