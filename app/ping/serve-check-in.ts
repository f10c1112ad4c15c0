import { pingReceiver, toPingResponse } from '@/app/ping/serve-ping';
import { answerCheckIn } from '@/lib/compat/answer-check-in';
import { normalizeAddress } from '@/lib/gateway/rules/forwarded';
import { readStream } from '@/lib/web/read-stream';
import { callerAddress } from '@/lib/web/rules/caller-address';

const limits = { limitBytes: 256 * 1024, timeoutMs: 30_000 };

/** Sentry's check-ins, for a hosting that knows nothing but Next. */
export async function serveCheckIn(request: Request): Promise<Response> {
  const receiver = pingReceiver();
  const { body, headers } = request;
  const url = new URL(request.url);
  const answer = await answerCheckIn(
    {
      method: request.method,
      path: url.pathname,
      query: url.search.slice(1),
      address: normalizeAddress(callerAddress(headers.get('x-forwarded-for')) ?? ''),
      userAgent: headers.get('user-agent'),
      sentryAuth: headers.get('x-sentry-auth'),
      contentEncoding: headers.get('content-encoding'),
      readBody: body === null ? null : () => readStream(body, limits),
    },
    receiver,
  );
  return toPingResponse(request, answer, receiver.bodyLimitBytes);
}
