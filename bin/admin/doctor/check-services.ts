import { type Check, error, ok, warning } from '@/bin/admin/doctor/check';
import type { Env } from '@/lib/core/env';
import { createCall, operatorPolicy } from '@/lib/email/http';
import { verifyMail } from '@/lib/email/verify-mail';

const call = createCall(operatorPolicy);

export async function checkMail(env: Readonly<Env>): Promise<Check> {
  const { resendApiKey, resendBaseUrl, smtpUrl, mailFrom } = env;
  if (resendApiKey === null && smtpUrl === null) {
    return warning(
      'mail',
      'mail is kept in the local mailbox and sent to nobody',
      'Set RESEND_API_KEY or SMTP_URL, and MAIL_FROM.',
    );
  }
  if (/@localhost>?$/.test(mailFrom)) {
    return error('mail', `MAIL_FROM is ${mailFrom}`, 'Set MAIL_FROM to an address of a domain of yours.');
  }
  const { isReady, detail } = await verifyMail(
    { from: mailFrom, resendApiKey, resendBaseUrl, smtpUrl },
    call,
  );
  return isReady ? ok('mail', detail) : error('mail', detail, 'Correct RESEND_API_KEY or SMTP_URL.');
}

export async function checkEngine(env: Readonly<Env>): Promise<Check> {
  if (env.isEngineEmbedded) return ok('engine', 'embedded');
  const { baseUrl, dev } = env.inngest;
  const url = baseUrl ?? (dev !== null && URL.canParse(dev) ? dev : null);
  if (url === null) return ok('engine', 'Inngest Cloud');
  const answer = await call({ url: new URL('/health', url).href, method: 'GET', timeoutMs: 5000 });
  return answer.ok
    ? ok('engine', `Inngest at ${url} answers`)
    : error(
        'engine',
        `Inngest at ${url} is not reached: ${answer.message}`,
        'Start it, or correct INNGEST_BASE_URL or INNGEST_DEV.',
      );
}

/** Whether Stillup itself answers; not running is no fault. */
export async function checkFrontDoor(env: Readonly<Env>): Promise<Check> {
  const host = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[env.host] ?? env.host;
  const url = `http://${host}:${env.port}/health/ready`;
  const answer = await call({ url, method: 'GET', timeoutMs: 5000 });
  if (!answer.ok) return ok('stillup', `not running at ${url}`);
  return answer.status === 200
    ? ok('stillup', `running and ready at ${url}`)
    : error('stillup', `${url} answers ${answer.status}: ${answer.body.slice(0, 300)}`, 'Look into its log.');
}
