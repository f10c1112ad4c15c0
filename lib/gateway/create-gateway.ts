import http from 'node:http';
import type { Duplex } from 'node:stream';
import { newId } from '@/lib/core/ids';
import type { Logger } from '@/lib/core/logger';
import { createUpstream, proxyRequest } from '@/lib/gateway/proxy-request';
import { proxyUpgrade } from '@/lib/gateway/proxy-upgrade';
import type { Exchange, GatewayRoute } from '@/lib/gateway/route';
import { findOrigin, isTrusted, normalizeAddress, type Origin } from '@/lib/gateway/rules/forwarded';

type Options = {
  webUrl: string;
  trustedProxies: readonly string[];
  routes: readonly GatewayRoute[];
  logger: Logger;
};

export type Gateway = { server: http.Server; close: (patienceMs: number) => Promise<void> };

/** The front door: answers `routes` by itself and passes everything else on to web. */
export function createGateway(options: Options): Gateway {
  const upstream = createUpstream(options.webUrl);
  const upgraded = new Set<Duplex>();
  const server = http.createServer({
    // Against clients that open connections and then dawdle; a body gets five minutes in all.
    headersTimeout: 10_000,
    requestTimeout: 300_000,
    keepAliveTimeout: 65_000,
    connectionsCheckingInterval: 5_000,
    maxHeaderSize: 32 * 1024,
  });
  server.maxHeadersCount = 100;
  server.on('request', (request, response) => {
    const exchange = new Arrival(request, response, options.trustedProxies);
    if (!exchange.path.startsWith('/')) {
      response.writeHead(400, { Connection: 'close' }).end();
      return;
    }
    const route = options.routes.find(({ matches }) =>
      matches(exchange.path, request.method ?? '', exchange),
    );
    if (route === undefined) proxyRequest(exchange, upstream);
    else void answer(route, exchange, options.logger);
  });
  server.on('upgrade', (request, socket, head) => {
    upgraded.add(socket);
    socket.once('close', () => upgraded.delete(socket));
    const { trustedProxies } = options;
    const [origin, requestId] = [
      identifySender(request, trustedProxies),
      nameRequest(request, trustedProxies),
    ];
    proxyUpgrade({ request, socket, head, origin, requestId }, upstream);
  });
  server.on('clientError', refuse);
  const close = async (patienceMs: number) => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    // Event streams and web sockets never end by themselves; their clients come back.
    const timer = setTimeout(() => server.closeAllConnections(), patienceMs);
    for (const socket of upgraded) socket.destroy();
    await closed.finally(() => clearTimeout(timer));
    upstream.agent.destroy();
  };
  return { server, close };
}

async function answer(route: GatewayRoute, exchange: Exchange, logger: Logger): Promise<void> {
  try {
    await route.handle(exchange);
  } catch (error) {
    const { response, requestId } = exchange;
    logger.error({ err: error, route: route.name, requestId }, 'a gateway route failed');
    if (response.headersSent) response.destroy();
    else response.writeHead(500, { 'X-Request-Id': requestId, 'Cache-Control': 'no-store' }).end();
  }
}

/** What is costly to know is found out when somebody asks: a ping has no use for a request id. */
class Arrival implements Exchange {
  readonly request: http.IncomingMessage;
  readonly response: http.ServerResponse;
  readonly path: string;
  private readonly trustedProxies: readonly string[];
  private knownOrigin: Origin | undefined;
  private knownId: string | undefined;

  constructor(
    request: http.IncomingMessage,
    response: http.ServerResponse,
    trustedProxies: readonly string[],
  ) {
    this.request = request;
    this.response = response;
    this.trustedProxies = trustedProxies;
    const url = request.url ?? '';
    const mark = url.indexOf('?');
    this.path = mark === -1 ? url : url.slice(0, mark);
  }

  get origin(): Origin {
    this.knownOrigin ??= identifySender(this.request, this.trustedProxies);
    return this.knownOrigin;
  }

  get requestId(): string {
    this.knownId ??= nameRequest(this.request, this.trustedProxies);
    return this.knownId;
  }
}

function identifySender(request: http.IncomingMessage, trustedProxies: readonly string[]): Origin {
  return findOrigin(
    { remoteAddress: request.socket.remoteAddress, headers: request.headers },
    trustedProxies,
  );
}

function nameRequest(request: http.IncomingMessage, trustedProxies: readonly string[]): string {
  const given = request.headers['x-request-id'];
  if (typeof given !== 'string' || !/^[\w-]{8,64}$/.test(given)) return newId('req');
  return isTrusted(normalizeAddress(request.socket.remoteAddress ?? '') ?? '', trustedProxies)
    ? given
    : newId('req');
}

function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = statusByCode[error.code ?? ''] ?? '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

const statusByCode: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};
