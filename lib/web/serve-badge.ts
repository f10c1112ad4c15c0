import { getBadge } from '@/lib/badges/get-badge';
import { isProductError } from '@/lib/core/errors';
import { answerSentence, answerTagged } from '@/lib/web/open-answers';
import { readRequestId } from '@/lib/web/read-request-id';
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
  return answerTagged(request, body, {
    common: { ...common, 'Cache-Control': cacheControl },
    ofBody: { 'Content-Type': type },
  });
}

function plain(status: number, text: string, more: Record<string, string> = {}): Response {
  return answerSentence(status, text, { ...common, ...more });
}
