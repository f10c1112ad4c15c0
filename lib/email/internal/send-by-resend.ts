import type { CreateEmailOptions } from 'resend';
import type { MailResult } from '@/lib/email/mail';
import { classifyResend } from '@/lib/email/rules/classify-mail';
import { senderOf } from '@/lib/email/rules/mail-headers';
import type { MailDeps, MailToSend } from '@/lib/email/send-email';

const timeoutMs = 10_000;

/**
 * Written on our own request, in the shapes of Resend's SDK: the SDK follows redirects, hides the raw answer that the
 * ledger keeps, and knows no limit to it. Source: https://resend.com/docs/api-reference/emails/send-email
 */
export async function sendByResend(deps: MailDeps, mail: MailToSend): Promise<MailResult> {
  const { settings } = deps;
  const { to, subject, html, text, headers } = mail;
  const message: CreateEmailOptions = {
    from: senderOf(settings.from, mail.senderNote),
    to: [...to],
    subject,
    html,
    text,
    headers: threaded(headers),
    tags: Object.entries(mail.tags ?? {}).map(([name, value]) => ({ name, value })),
  };
  const answer = await deps.call({
    method: 'POST',
    url: `${settings.resendBaseUrl.replace(/\/+$/, '')}/emails`,
    headers: {
      authorization: `Bearer ${settings.resendApiKey ?? ''}`,
      'content-type': 'application/json',
      'idempotency-key': mail.idempotencyKey,
    },
    body: JSON.stringify(message),
    timeoutMs,
  });
  if (!answer.ok) {
    const reason = `Resend could not be reached: ${answer.message}`;
    return { provider: 'resend', statusCode: null, answer: '', kind: 'retry', reason, retryAfterMs: null };
  }
  const verdict = classifyResend(
    { status: answer.status, retryAfter: answer.headers['retry-after'] ?? null, body: answer.body },
    deps.now(),
  );
  return { provider: 'resend', statusCode: answer.status, answer: answer.body, ...verdict };
}

/** Resend gives each mail a Message-ID of its own: a thread then hangs on the reference that all of its mails share. */
function threaded(headers: Readonly<Record<string, string>>): Record<string, string> {
  const { 'Message-ID': messageId, ...rest } = headers;
  return messageId === undefined || 'References' in rest ? rest : { ...rest, References: messageId };
}
