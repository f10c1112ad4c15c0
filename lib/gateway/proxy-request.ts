import http from 'node:http';
import { pipeline } from 'node:stream';
import { answerUnavailable } from '@/lib/gateway/answer-unavailable';
import type { Exchange } from '@/lib/gateway/route';
import { toClient, toUpstream } from '@/lib/gateway/rules/headers';

export type Upstream = { host: string; port: number; agent: http.Agent };

/** How long web may think before its first byte; a stream may then last as long as it likes. */
const firstByteTimeoutMs = 120_000;

export function createUpstream(url: string): Upstream {
  const { hostname, port } = new URL(url);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? 80 : Number(port),
    agent: new http.Agent({ keepAlive: true, maxFreeSockets: 128, scheduling: 'fifo' }),
  };
}

/** Passes a request on and its answer back, as streams both ways. */
export function proxyRequest(exchange: Exchange, upstream: Upstream, isRetry = false): void {
  const { request, response, origin, requestId } = exchange;
  const outgoing = http.request({
    host: upstream.host,
    port: upstream.port,
    agent: upstream.agent,
    method: request.method,
    path: request.url,
    headers: toUpstream(request.rawHeaders, origin, requestId),
    setHost: false,
    timeout: firstByteTimeoutMs,
  });
  outgoing.once('response', (incoming) => {
    outgoing.setTimeout(0);
    response.writeHead(
      incoming.statusCode ?? 502,
      incoming.statusMessage,
      toClient(incoming.rawHeaders, requestId),
    );
    response.flushHeaders();
    // A torn answer must look torn to the client as well: pipeline destroys the other side.
    pipeline(incoming, response, () => {});
  });
  outgoing.once('timeout', () => outgoing.destroy(new Error('web did not answer in time')));
  outgoing.once('error', (error: NodeJS.ErrnoException) => {
    if (response.headersSent || response.destroyed) {
      response.destroy();
      return;
    }
    // Web closed an idle connection in the moment we took it: nothing has been done yet, so ask again.
    const isSafe = request.method === 'GET' || request.method === 'HEAD';
    if (outgoing.reusedSocket && error.code === 'ECONNRESET' && isSafe && !isRetry) {
      proxyRequest(exchange, upstream, true);
      return;
    }
    request.unpipe(outgoing);
    request.resume();
    answerUnavailable(exchange);
  });
  response.once('close', () => {
    if (!response.writableFinished) outgoing.destroy();
  });
  if (isRetry || !hasBody(request)) outgoing.end();
  else request.pipe(outgoing);
}

function hasBody(request: http.IncomingMessage): boolean {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  return encoding !== undefined || (length !== undefined && length !== '0');
}
