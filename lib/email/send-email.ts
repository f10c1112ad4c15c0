import type { Db } from '@/db/client';
import { type CallHttp, createCall, operatorPolicy } from '@/lib/email/http';
import { sendByMailbox } from '@/lib/email/internal/send-by-mailbox';
import { sendByResend } from '@/lib/email/internal/send-by-resend';
import { sendBySmtp } from '@/lib/email/internal/send-by-smtp';
import type { Mail, MailProvider, MailResult } from '@/lib/email/mail';
import { type MailSettings, mailSettings } from '@/lib/email/mail-settings';
import { findHeaderFault } from '@/lib/email/rules/mail-headers';

export type MailDeps = { db: Db; settings: MailSettings; call: CallHttp; now: () => Date };

/** How this installation sends mail, by its environment. */
export function mailDeps(db: Db): MailDeps {
  return { db, settings: mailSettings(), call: createCall(operatorPolicy), now: () => new Date() };
}

export type MailToSend = Mail & {
  /** The same for every attempt at one message: Resend and the mailbox then keep it to one. */
  idempotencyKey: string;
  /** Whose mailbox it lands in; null for mail of the installation itself. */
  organizationId: string | null;
};

export function mailProvider(settings: MailSettings): MailProvider {
  if (settings.resendApiKey !== null) return 'resend';
  return settings.smtpUrl === null ? 'mailbox' : 'smtp';
}

/** One attempt. Not being accepted is a result, not an exception. */
export async function sendEmail(deps: MailDeps, mail: MailToSend): Promise<MailResult> {
  const provider = mailProvider(deps.settings);
  const fault = findHeaderFault(mail);
  if (fault !== null) {
    return { provider, statusCode: null, answer: '', kind: 'permanent', reason: fault, isBounce: false };
  }
  switch (provider) {
    case 'resend':
      return sendByResend(deps, mail);
    case 'smtp':
      return sendBySmtp(deps, mail);
    case 'mailbox':
      return sendByMailbox(deps, mail);
  }
}
