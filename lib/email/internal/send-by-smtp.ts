import nodemailer from 'nodemailer';
import type SMTPTransport from 'nodemailer/lib/smtp-transport';
import type { MailResult } from '@/lib/email/mail';
import { classifySmtp, type SmtpFault } from '@/lib/email/rules/classify-mail';
import { senderOf } from '@/lib/email/rules/mail-headers';
import type { MailDeps, MailToSend } from '@/lib/email/send-email';

const connectTimeoutMs = 10_000;
const silenceTimeoutMs = 15_000;
/** The whole conversation, so that a server that drips its answers holds no delivery past its lease. */
const deadlineMs = 30_000;

/** One conversation for one mail. `SMTP_URL` is nodemailer's: smtp(s)://user:password@host:port?option=value. */
export async function sendBySmtp(deps: MailDeps, mail: MailToSend): Promise<MailResult> {
  const transport = nodemailer.createTransport({
    url: deps.settings.smtpUrl ?? '',
    connectionTimeout: connectTimeoutMs,
    greetingTimeout: connectTimeoutMs,
    socketTimeout: silenceTimeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const { 'Message-ID': messageId, ...headers } = mail.headers;
  const { signal, stop } = deadline();
  try {
    const sending = transport.sendMail({
      from: senderOf(deps.settings.from, mail.senderNote),
      to: [...mail.to],
      subject: mail.subject,
      html: mail.html,
      text: mail.text,
      headers,
      ...(messageId === undefined ? {} : { messageId }),
    });
    return toResult(await Promise.race([sending, signal]));
  } catch (error) {
    const fault = toFault(error);
    const answer = { provider: 'smtp' as const, statusCode: fault.responseCode, answer: fault.message };
    return { ...answer, ...classifySmtp(fault) };
  } finally {
    stop();
    transport.close();
  }
}

function deadline(): { signal: Promise<never>; stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const signal = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(Object.assign(new Error('the server took too long'), { code: 'ETIMEDOUT' }));
    }, deadlineMs);
  });
  return { signal, stop: () => clearTimeout(timer) };
}

/** Accepted for some is sent: another attempt would reach those a second time. Who was refused is said. */
function toResult(info: SMTPTransport.SentMessageInfo): MailResult {
  const refused = info.rejected.map(String);
  const answer = refused.length === 0 ? info.response : `${info.response} (refused: ${refused.join(', ')})`;
  return { provider: 'smtp', statusCode: Number.parseInt(info.response, 10) || null, answer, kind: 'sent' };
}

function toFault(error: unknown): SmtpFault {
  if (!(error instanceof Error)) {
    return { code: 'UNKNOWN', responseCode: null, command: null, message: 'unknown fault' };
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';
  const responseCode =
    'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : null;
  const command = 'command' in error && typeof error.command === 'string' ? error.command : null;
  return { code, responseCode, command, message: error.message };
}
