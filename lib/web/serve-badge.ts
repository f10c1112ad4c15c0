import { createHash } from 'node:crypto';
import { getBadge } from '@/lib/badges/get-badge';
import { isProductError } from '@/lib/core/errors';
import { readRequestId } from '@/lib/web/read-request-id';
import { isKnownTag } from '@/lib/web/rules/entity-tag';
import { webRuntime } from '@/lib/web/runtime';

/** Seen through caches, GitHub's among them: a minute old at most, and shown while a newer one is fetched. */
const cacheControl = 'public, max-age=60, stale-while-revalidate=300, stale-if-error=86400';

const common = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

/** `file` is `<token>.svg` or `<token>.json`. Open to everybody: it asks no session and no key. */
export async function serveBadge(request: Request, file: string): Promise<Response> {
  const [, token, ending] = /^([\w-]{1,100})\.(svg|json)$/.exec(file) ?? [];
  if (token === undefined) return plain(404, 'There is no such badge.');
  const { database, logger } = webRuntime();
  try {
    const query = Object.fromEntries(new URL(request.url).searchParams);
    const { svg, shields } = await getBadge(database.db, { token, query });
    return ending === 'svg'
      ? answer(request, svg, 'image/svg+xml; charset=utf-8')
      : answer(request, JSON.stringify(shields), 'application/json; charset=utf-8');
  } catch (error) {
    if (isProductError(error) && error.code === 'not_found') return plain(404, 'There is no such badge.');
    logger.error({ err: error, requestId: readRequestId(request) }, 'a badge could not be made');
    return plain(503, 'The badge cannot be made just now.', { 'Retry-After': '30' });
  }
}

function answer(request: Request, body: string, type: string): Response {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const headers = { ...common, 'Cache-Control': cacheControl, ETag: etag };
  const known = request.headers.get('if-none-match') ?? '';
  if (isKnownTag(known, etag)) return new Response(null, { status: 304, headers });
  const content = new TextEncoder().encode(body);
  return new Response(request.method === 'HEAD' ? null : content, {
    headers: { ...headers, 'Content-Type': type, 'Content-Length': String(content.length) },
  });
}

function plain(status: number, text: string, more: Record<string, string> = {}): Response {
  const headers = {
    ...common,
    ...more,
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
  };
  return new Response(text, { status, headers });
}
