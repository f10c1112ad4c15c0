import { isHostnameServed } from '@/lib/domains/is-hostname-served';
import { readRequestId } from '@/lib/web/read-request-id';
import { webRuntime } from '@/lib/web/runtime';

/**
 * `?domain=`: 200 where a published page has proven the name, 404 otherwise, 503 where that cannot be told. A proxy asks before it
 * gets a certificate for a name that somebody called it by. Source: https://caddyserver.com/docs/automatic-https#on-demand-tls
 */
export async function serveDomainAsk(request: Request): Promise<Response> {
  const { database, logger } = webRuntime();
  const domain = new URL(request.url).searchParams.get('domain') ?? '';
  try {
    return answer((await isHostnameServed(database.db, domain)) ? 200 : 404);
  } catch (error) {
    logger.error({ err: error, requestId: readRequestId(request) }, 'a domain could not be looked up');
    return answer(503);
  }
}

function answer(status: number): Response {
  return new Response(null, { status, headers: { 'Cache-Control': 'no-store' } });
}
