import type { Ctx } from '@/lib/access/context';
import { consumeLimit } from '@/lib/access/rate-limit';
import { renderNoticeEmail } from '@/lib/email/render-mail';
import { subjectLine } from '@/lib/email/rules/mail-headers';
import { type MailDeps, sendEmail } from '@/lib/email/send-email';
import { invitationDays } from '@/lib/organizations/rules/invitation';
import type { InvitationMail, InvitationView } from '@/lib/organizations/schema';

type Told = { invitation: InvitationView; url: string; organizationName: string };

/** One attempt, after the invitation stands: the inviter has the link, whatever becomes of the mail. */
export async function sendInvitation(ctx: Ctx, mail: MailDeps, told: Told): Promise<InvitationMail> {
  const { invitation, url, organizationName } = told;
  const key = `mail:${invitation.email}`;
  const limit = await consumeLimit(ctx.db, { key, limit: 10, windowSeconds: 3600, now: ctx.now });
  if (!limit.allowed) return 'limited';
  const title = `${ctx.actor.name} invites you to ${organizationName}`;
  const rendered = await renderNoticeEmail({
    title,
    paragraphs: [
      `You are invited to join ${organizationName} on Stillup as ${invitation.role}.`,
      `The link holds for ${invitationDays} days and works once.`,
    ],
    action: { label: 'Accept the invitation', url },
    footer: 'If you did not expect this, ignore it: without you nothing happens.',
  });
  const result = await sendEmail(mail, {
    to: [invitation.email],
    subject: subjectLine(title),
    ...rendered,
    headers: {},
    idempotencyKey: invitation.id,
    organizationId: ctx.organizationId,
  });
  if (result.kind !== 'sent') return 'failed';
  return result.provider === 'mailbox' ? 'mailbox' : 'sent';
}
