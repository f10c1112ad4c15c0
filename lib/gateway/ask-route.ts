import type { Exchange, GatewayRoute } from '@/lib/gateway/route';
import type { SnapshotStore } from '@/lib/gateway/snapshot-store';
import { readHostname } from '@/lib/snapshots/rules/document-path';

/**
 * A proxy asks before it gets a certificate for a name. One that a page here has proven is answered here, so that certificates are renewed
 * while web and the database are away; any other is asked of web.
 */
export function createAskRoute({ pages }: SnapshotStore): GatewayRoute {
  return {
    name: 'domain-ask',
    matches: (path, method, exchange) =>
      path === '/api/domains/ask' &&
      method === 'GET' &&
      pages.findByHostname(domainOf(exchange)) !== undefined,
    handle: ({ response, requestId }) => {
      response.writeHead(200, {
        'Content-Length': '0',
        'Cache-Control': 'no-store',
        'X-Request-Id': requestId,
      });
      response.end();
    },
  };
}

function domainOf({ request, path }: Exchange): string {
  const query = new URLSearchParams((request.url ?? '').slice(path.length + 1));
  return readHostname(query.get('domain') ?? '');
}
