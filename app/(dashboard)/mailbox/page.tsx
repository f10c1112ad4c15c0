import type { Metadata } from 'next';
import { MailboxList } from '@/components/mailbox/mailbox-list';
import { messagesPerPage } from '@/components/mailbox/page-size';
import { Forbidden } from '@/components/settings/forbidden';
import { PageHeader } from '@/components/shell/page-header';
import { roleMay } from '@/lib/access/rules/permissions';
import { listMailboxMessages } from '@/lib/email/list-mailbox-messages';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Mailbox' };

export default async function MailboxPage() {
  const { ctx, organization } = await requireOrgContext();
  if (!roleMay(organization.role, 'mailbox.read')) {
    return (
      <>
        <PageHeader title="Mailbox" />
        <Forbidden what="the mailbox" from="owner" />
      </>
    );
  }
  const messages = await listMailboxMessages(ctx, { limit: messagesPerPage });
  return (
    <>
      <PageHeader title="Mailbox">
        Mail that would have been sent. It is kept here as long as neither Resend nor SMTP is set up.
      </PageHeader>
      <MailboxList initial={messages} />
    </>
  );
}
