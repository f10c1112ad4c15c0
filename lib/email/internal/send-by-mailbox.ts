import { notifyChanges } from '@/lib/audit/notify-changes';
import type { MailResult } from '@/lib/email/mail';
import { insertMailboxMessage } from '@/lib/email/queries';
import { senderOf } from '@/lib/email/rules/mail-headers';
import type { MailDeps, MailToSend } from '@/lib/email/send-email';

/** Kept in the database, readable by the owner at /mailbox, until a real way to send is set up. */
export async function sendByMailbox(deps: MailDeps, mail: MailToSend): Promise<MailResult> {
  await insertMailboxMessage(deps.db, {
    organizationId: mail.organizationId,
    idempotencyKey: mail.idempotencyKey,
    sender: senderOf(deps.settings.from, mail.senderNote),
    recipients: [...mail.to],
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    headers: { ...mail.headers },
    createdAt: deps.now(),
  });
  const { organizationId } = mail;
  if (organizationId !== null) await notifyChanges(deps.db, [{ organizationId, topic: 'mailbox' }]);
  return { provider: 'mailbox', statusCode: null, answer: 'kept in the mailbox', kind: 'sent' };
}
