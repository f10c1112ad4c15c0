import type { MailboxRow } from '@/lib/email/queries';
import type { MailboxMessageSummaryView, MailboxMessageView } from '@/lib/email/schema';

export function toMailboxSummary(row: MailboxRow): MailboxMessageSummaryView {
  return {
    id: row.id,
    sender: row.sender,
    recipients: row.recipients,
    subject: row.subject,
    created_at: row.createdAt.toISOString(),
    read_at: row.readAt?.toISOString() ?? null,
  };
}

export function toMailboxMessage(row: MailboxRow): MailboxMessageView {
  return { ...toMailboxSummary(row), headers: row.headers, html: row.html, text: row.text };
}
