import { problemBody } from '@/lib/gateway/answer-unavailable';
import type { GatewayRoute } from '@/lib/gateway/route';

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
  matches: (path) => /^\/+api\/+inngest(\/|$)/i.test(decodeLoosely(path)),
  handle: ({ response, path, requestId }) => {
    const body = problemBody(404, 'Not Found', 'There is nothing here.', path, requestId);
    response.writeHead(404, {
      'Content-Type': 'application/problem+json',
      'Content-Length': Buffer.byteLength(body),
      'X-Request-Id': requestId,
    });
    response.end(body);
  },
};

export function gatewayRoutes(options: { isEngineEmbedded: boolean }): readonly GatewayRoute[] {
  return options.isEngineEmbedded ? [health, noInngest] : [health];
}

function decodeLoosely(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
