import type { IncomingMessage } from 'node:http';
import { createBodyReader } from '@/lib/gateway/read-body';
import type { Exchange, GatewayRoute } from '@/lib/gateway/route';
import { pingHeaders } from '@/lib/heartbeats/rules/ping-answers';
import type { PingReceiver } from '@/lib/pipeline/create-ping-receiver';

type Receiver = Pick<PingReceiver, 'answer' | 'bodyLimitBytes'>;

/** How long an upload may go on after its answer. */
const lingerMs = 5_000;

/** Pings are answered here and nowhere else: web would take a hundred times as long, and redirect some of them. */
export function createPingRoute(receiver: Receiver, options: { bodyTimeoutMs?: number } = {}): GatewayRoute {
  const { bodyLimitBytes } = receiver;
  const bodies = createBodyReader({
    limitBytes: bodyLimitBytes,
    ...(options.bodyTimeoutMs === undefined ? {} : { timeoutMs: options.bodyTimeoutMs }),
  });
  return {
    name: 'ping',
    matches: isPingPath,
    handle: async (exchange) => {
      const { request, response, path } = exchange;
      const readBody = bodies.of(request);
      const answer = await receiver.answer({
        method: request.method ?? '',
        path,
        query: queryOf(request),
        address: exchange.origin.clientAddress,
        userAgent: request.headers['user-agent'] ?? null,
        readBody,
      });
      if (response.destroyed || !response.writable) return;
      const headers = pingHeaders(answer, { bodyLimitBytes, bodyBytes: Buffer.byteLength(answer.body) });
      response.writeHead(answer.status, headers);
      if (request.complete || readBody === null) response.end(answer.body);
      else endAfterUpload(exchange, answer.body);
    },
  };
}

/**
 * The forms themselves, and what web would redirect to them (it folds slashes): a redirect is a success to `curl -f`, and
 * the ping is lost.
 */
function isPingPath(path: string): boolean {
  if (path.startsWith('/ping/') || path.startsWith('/api/push/')) return true;
  if (path === '/ping' || path === '/api/push') return true;
  if (!path.includes('//') && !path.includes('\\')) return false;
  return /^\/(ping|api\/push)(\/|$)/.test(path.replaceAll(/[\\/]+/g, '/'));
}

function queryOf(request: IncomingMessage): string {
  const url = request.url ?? '';
  const mark = url.indexOf('?');
  return mark === -1 ? '' : url.slice(mark + 1);
}

/**
 * The answer goes out at once, and the rest of the upload is thrown away for a while before the connection may close: closed
 * over bytes that nobody has read, TCP would take the answer back.
 */
function endAfterUpload({ request, response }: Exchange, body: string): void {
  response.flushHeaders();
  response.write(body);
  const end = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(() => {
    response.end(() => request.destroy());
  }, lingerMs);
  request.once('end', end);
  request.once('close', end);
  request.on('error', end);
  request.resume();
}
