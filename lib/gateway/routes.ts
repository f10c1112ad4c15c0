import { problemBody } from '@/lib/gateway/answer-unavailable';
import type { Exchange, GatewayRoute } from '@/lib/gateway/route';

/** That the process lives, and nothing about what it depends on: `/health/ready` says that. */
const health: GatewayRoute = {
  name: 'health',
  matches: (path, method) => path === '/health' && (method === 'GET' || method === 'HEAD'),
  handle: ({ request, response, requestId }) => {
    const body = JSON.stringify({ status: 'ok' });
    response.writeHead(200, {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
      'Cache-Control': 'no-store',
      'X-Request-Id': requestId,
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  },
};

/** Beside the embedded engine nobody outside has any business with the functions' endpoint. */
const noInngest: GatewayRoute = {
  name: 'no-inngest',
  // Decodable, or malformedPath would have had it.
  matches: (path) => /^\/+api\/+inngest(\/|$)/i.test(decodeURIComponent(path)),
  handle: (exchange) => refuse(exchange, 404, 'Not Found', 'There is nothing here.'),
};

/** Web would answer 500: a path that cannot be decoded names nothing. */
const malformedPath: GatewayRoute = {
  name: 'malformed-path',
  matches: (path) => !isDecodable(path),
  handle: (exchange) => refuse(exchange, 400, 'Bad Request', 'The path is not valid percent-encoded UTF-8.'),
};

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** TRACE, CONNECT and the methods of other protocols, for which web has no answer of its own either. */
const unknownMethod: GatewayRoute = {
  name: 'unknown-method',
  matches: (_path, method) => !methods.includes(method),
  handle: (exchange) => {
    exchange.response.setHeader('Allow', methods.join(', '));
    refuse(exchange, 405, 'Method Not Allowed', `Use ${methods.join(', ')}.`);
  },
};

function refuse(exchange: Exchange, status: number, title: string, detail: string): void {
  const { request, response, path, requestId } = exchange;
  const body = problemBody(status, title, detail, path, requestId);
  response.writeHead(status, {
    'Content-Type': 'application/problem+json',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'X-Request-Id': requestId,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

type Options = {
  isEngineEmbedded: boolean;
  statusPages?: readonly GatewayRoute[];
  pings?: GatewayRoute;
  checkIns?: GatewayRoute;
};

export function gatewayRoutes({
  isEngineEmbedded,
  statusPages = [],
  pings,
  checkIns,
}: Options): readonly GatewayRoute[] {
  return [
    // Before all others: they come by the thousand, and have answers of their own to odd paths and methods. A domain of a status
    // page takes no pings either, so that one is first.
    ...statusPages,
    ...[pings, checkIns].filter((route) => route !== undefined),
    unknownMethod,
    malformedPath,
    health,
    ...(isEngineEmbedded ? [noInngest] : []),
  ];
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
