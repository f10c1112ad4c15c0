import { cutText } from '@/lib/core/cut-text';
import type { HttpRequest, RenderContext } from '@/lib/notifiers/notifier';
import {
  classifyStatus,
  type HttpAnswer,
  jsonOf,
  permanentAnswer,
  retryAnswer,
  type Verdict,
} from '@/lib/notifiers/rules/classify';
import { pageVerdict } from '@/lib/notifiers/rules/page-answer';
import { vendorUrl } from '@/lib/notifiers/rules/vendor-url';

export type TwilioAccount = { account_sid: string; api_key_sid?: string | undefined; secret: string };

/** One request for each recipient. Source: https://www.twilio.com/docs/usage/requests-to-twilio */
export function twilioRequest(
  resource: 'Messages' | 'Calls',
  account: TwilioAccount,
  form: Readonly<Record<string, string>> & { To: string },
  context: Pick<RenderContext, 'baseUrls'>,
): HttpRequest {
  const { account_sid, api_key_sid, secret } = account;
  const credentials = Buffer.from(`${api_key_sid ?? account_sid}:${secret}`).toString('base64');
  const path = `/2010-04-01/Accounts/${account_sid}/${resource}.json`;
  return {
    kind: 'http',
    method: 'POST',
    ...vendorUrl(context.baseUrls, 'twilio', 'https://api.twilio.com', path),
    headers: {
      authorization: `Basic ${credentials}`,
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'user-agent': 'Stillup/1.0',
    },
    body: new URLSearchParams(form).toString(),
    recipient: form.To,
  };
}

/** Too many at once, a full queue, a fault of theirs: https://www.twilio.com/docs/api/errors */
const passing = new Set([10004, 14107, 20429, 20500, 20503, 21611, 30001]);
/** Credentials that are not, or no longer, valid; an account that is closed. */
const dead = new Set([10001, 20003, 20005]);

/** `code` in the body decides, and the status only where there is none. */
export function classifyTwilio(answer: HttpAnswer, now: Date): Verdict {
  const body = jsonOf(answer);
  const code = typeof body?.['code'] === 'number' ? body['code'] : null;
  const message = typeof body?.['message'] === 'string' ? cutText(body['message'], 300) : null;
  const said = code === null ? message : `${message ?? 'error'} (code ${code})`;
  if (answer.status === 201) return { kind: 'ok' };
  if (code !== null && passing.has(code)) return retryAnswer(answer, now, said);
  if (code !== null && dead.has(code)) return permanentAnswer(answer, true, said);
  return (
    pageVerdict(answer, now) ??
    classifyStatus(answer, now, { ok: [], permanent: [400, 403, 404, 405], dead: [401] }, said)
  );
}

export function twilioReceipt(answer: HttpAnswer): Readonly<Record<string, string>> | null {
  const sid = jsonOf(answer)?.['sid'];
  return typeof sid === 'string' ? { sid } : null;
}
