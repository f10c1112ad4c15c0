import { answerCheckIn } from '@/lib/compat/answer-check-in';
import { createBodyReader } from '@/lib/gateway/read-body';
import type { GatewayRoute } from '@/lib/gateway/route';
import { pingHeaders } from '@/lib/heartbeats/rules/ping-answers';
import type { PingReceiver } from '@/lib/pipeline/create-ping-receiver';

type Receiver = Pick<PingReceiver, 'accept' | 'bodyLimitBytes'>;

/** Room for a check-in with all that an SDK says beside it. */
const envelopeLimitBytes = 256 * 1024;

/** Sentry's check-ins are pings in another dress, and answered where pings are. */
export function createCheckInRoute(receiver: Receiver): GatewayRoute {
  const bodies = createBodyReader({ limitBytes: envelopeLimitBytes });
  return {
    name: 'check-in',
    matches: isCheckInPath,
    handle: async ({ request, response, path, origin }) => {
      const url = request.url ?? '';
      const answer = await answerCheckIn(
        {
          method: request.method ?? '',
          path,
          query: url.slice(path.length + 1),
          address: origin.clientAddress,
          userAgent: request.headers['user-agent'] ?? null,
          sentryAuth: request.headers['x-sentry-auth']?.toString() ?? null,
          contentEncoding: request.headers['content-encoding'] ?? null,
          readBody: bodies.of(request),
        },
        receiver,
      );
      if (response.destroyed || !response.writable) return;
      const { bodyLimitBytes } = receiver;
      response.writeHead(
        answer.status,
        pingHeaders(answer, { bodyLimitBytes, bodyBytes: Buffer.byteLength(answer.body) }),
      );
      response.end(request.method === 'HEAD' ? undefined : answer.body);
    },
  };
}

function isCheckInPath(path: string): boolean {
  return /^\/api\/\d+\/(?:cron\/|envelope(?:\/|$))/.test(path);
}
