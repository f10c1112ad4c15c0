import { recordAddressLoss } from '@/lib/alerting/record-address-loss';
import { env } from '@/lib/core/env';
import { addressLoss } from '@/lib/email/rules/mail-event';
import { isSignedWebhook } from '@/lib/email/verify-webhook';
import { recordSubscriberLoss } from '@/lib/subscribers/record-subscriber-loss';
import { answerFault } from '@/lib/web/answer-fault';
import { HttpFault } from '@/lib/web/http-fault';
import { readBytes } from '@/lib/web/read-json';
import { readRequestId } from '@/lib/web/read-request-id';
import { webRuntime } from '@/lib/web/runtime';

/** What Resend tells of mails it has taken: the signature is the whole permission. Events we know nothing of are taken as well. */
export async function serveResendWebhook(
  request: Request,
  secret: string | null = env().resendWebhookSecret,
  now: Date = new Date(),
): Promise<Response> {
  const { database, logger } = webRuntime();
  const requestId = readRequestId(request);
  try {
    if (secret === null) {
      throw new HttpFault(404, 'not_found', 'No webhook is set up: RESEND_WEBHOOK_SECRET is not set.');
    }
    const body = Buffer.from(await readBytes(request)).toString('utf8');
    const signed = {
      id: request.headers.get('svix-id'),
      timestamp: request.headers.get('svix-timestamp'),
      signatures: request.headers.get('svix-signature'),
      body,
    };
    if (!isSignedWebhook(secret, signed, now)) {
      throw new HttpFault(401, 'unauthenticated', 'The signature is not valid, or too old.');
    }
    const loss = addressLoss(parse(body));
    const struckOff =
      loss === null
        ? 0
        : (await recordAddressLoss(database.db, loss, now)) + (await recordSubscriberLoss(database.db, loss));
    return Response.json({ struck_off: struckOff }, { headers: { 'Cache-Control': 'no-store' } });
  } catch (error) {
    return answerFault(error, { path: '/api/resend', requestId, logger });
  }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new HttpFault(400, 'malformed', 'The body is not valid JSON.');
  }
}
