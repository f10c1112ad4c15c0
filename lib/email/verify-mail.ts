import nodemailer from 'nodemailer';
import type { CallHttp } from '@/lib/email/http';
import type { MailSettings } from '@/lib/email/mail-settings';

export type MailCheck = { isReady: boolean; detail: string };

/** Asks the provider whether it would take our mail, without sending any. */
export async function verifyMail(settings: MailSettings, call: CallHttp): Promise<MailCheck> {
  if (settings.resendApiKey !== null) {
    return await verifyResend(settings.resendBaseUrl, settings.resendApiKey, call);
  }
  if (settings.smtpUrl !== null) return await verifySmtp(settings.smtpUrl);
  return { isReady: true, detail: 'mail is kept in the local mailbox' };
}

/** A key that may only send is refused here by that very name. Source: https://resend.com/docs/api-reference/errors */
async function verifyResend(baseUrl: string, apiKey: string, call: CallHttp): Promise<MailCheck> {
  const answer = await call({
    url: `${baseUrl}/domains`,
    method: 'GET',
    headers: { authorization: `Bearer ${apiKey}` },
    timeoutMs: 10_000,
  });
  if (!answer.ok) return { isReady: false, detail: `Resend is not reached: ${answer.message}` };
  const isAccepted = answer.status === 200 || answer.body.includes('restricted_api_key');
  return {
    isReady: isAccepted,
    detail: isAccepted ? 'Resend accepts the key' : `Resend answers ${answer.status}`,
  };
}

async function verifySmtp(url: string): Promise<MailCheck> {
  const transport = nodemailer.createTransport({ url, connectionTimeout: 10_000, greetingTimeout: 10_000 });
  try {
    await transport.verify();
    return { isReady: true, detail: 'the SMTP server accepts us' };
  } catch (error) {
    return { isReady: false, detail: error instanceof Error ? error.message : String(error) };
  } finally {
    transport.close();
  }
}
