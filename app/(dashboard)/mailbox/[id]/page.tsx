import type { Metadata } from 'next';
import { orNotFound } from '@/app/(dashboard)/page-access';
import { MessageBody } from '@/components/mailbox/message-body';
import { Forbidden } from '@/components/settings/forbidden';
import { PageHeader } from '@/components/shell/page-header';
import { Instant } from '@/components/time/time';
import { roleMay } from '@/lib/access/rules/permissions';
import { getMailboxMessage } from '@/lib/email/get-mailbox-message';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Message' };

export default async function MessagePage({ params }: { params: Promise<{ id: string }> }) {
  const { ctx, organization } = await requireOrgContext();
  if (!roleMay(organization.role, 'mailbox.read')) return <Forbidden what="the mailbox" from="owner" />;
  const message = await orNotFound(getMailboxMessage(ctx, await params));
  return (
    <>
      <PageHeader title={message.subject} back={{ href: '/mailbox', name: 'Mailbox' }}>
        <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 text-sm">
          <dt className="text-ink-faint">From</dt>
          <dd>{message.sender}</dd>
          <dt className="text-ink-faint">To</dt>
          <dd className="break-words">{message.recipients.join(', ')}</dd>
          <dt className="text-ink-faint">At</dt>
          <dd>
            <Instant at={message.created_at} style="full" />
          </dd>
        </dl>
      </PageHeader>
      <MessageBody message={message} />
    </>
  );
}
