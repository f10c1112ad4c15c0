import { parseRetryAfter } from '@/lib/core/retry-after';

export type MailVerdict =
  | { kind: 'sent' }
  | { kind: 'retry'; reason: string; retryAfterMs: number | null }
  | { kind: 'permanent'; reason: string; isBounce: boolean };

type ResendAnswer = { status: number; retryAfter: string | null; body: string };

/**
 * Resend's answers. A refused key or an unverified domain (401, 403) is the operator's to mend, so it is tried again.
 * Source: https://resend.com/docs/api-reference/errors
 */
export function classifyResend(answer: ResendAnswer, now: Date): MailVerdict {
  const { status } = answer;
  if (status >= 200 && status < 300) return { kind: 'sent' };
  const { name, message } = readResendError(answer.body);
  const reason = `Resend answered ${status}${message === '' ? '' : `: ${message}`}`;
  if (status === 409 && name === 'invalid_idempotent_request') {
    const detail = `${reason} (a mail with this id was accepted before)`;
    return { kind: 'permanent', reason: detail, isBounce: false };
  }
  const isMendable = status === 401 || status === 403 || status === 408 || status === 409 || status === 425;
  if (status === 429 || status >= 500 || status < 400 || isMendable) {
    return { kind: 'retry', reason, retryAfterMs: parseRetryAfter(answer.retryAfter, now) };
  }
  // Whether an address bounces is told later, by its webhook.
  return { kind: 'permanent', reason, isBounce: false };
}

function readResendError(body: string): { name: string; message: string } {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null) return { name: '', message: '' };
    const name = 'name' in parsed && typeof parsed.name === 'string' ? parsed.name : '';
    const message = 'message' in parsed && typeof parsed.message === 'string' ? parsed.message : '';
    return { name, message: message.slice(0, 300) };
  } catch {
    return { name: '', message: '' };
  }
}

export type SmtpFault = {
  code: string;
  responseCode: number | null;
  /** What was answered to, such as `RCPT TO`. */
  command: string | null;
  message: string;
};

/**
 * Only a 5xx to the envelope or to the message itself is final (RFC 5321, section 4.2.1). A 5xx to the greeting,
 * to STARTTLS or to AUTH is about the server and its settings: those are mended, and then the mail should go.
 */
export function classifySmtp(fault: SmtpFault): MailVerdict {
  const { code, responseCode } = fault;
  const reason = `SMTP: ${fault.message.slice(0, 300)}`;
  const isAboutMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  const isFinal = responseCode !== null && responseCode >= 500 && responseCode < 600;
  if (isAboutMail && isFinal) return { kind: 'permanent', reason, isBounce: isBounce(fault) };
  return { kind: 'retry', reason, retryAfterMs: null };
}

const bounceCodes: readonly number[] = [550, 551, 553, 554];
/** RFC 3463: bad mailbox or domain of the recipient; 5.1.7 and 5.1.8 are about the sender. 5.2.1: mailbox disabled. */
const badRecipient = /\b5\.(?:1\.(?:0|1|2|3|4|6|10)|2\.1)\b/;
const anyEnhancedCode = /\b5\.\d{1,3}\.\d{1,3}\b/;

/** Only what says that there is nobody at the address: a policy, a size or a sender that is refused may change. */
function isBounce({ responseCode, command, message }: SmtpFault): boolean {
  if (responseCode === null || !bounceCodes.includes(responseCode) || command === 'MAIL FROM') return false;
  if (badRecipient.test(message)) return true;
  return responseCode === 550 && command === 'RCPT TO' && !anyEnhancedCode.test(message);
}
