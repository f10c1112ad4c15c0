import { createHash } from 'node:crypto';
import { isProductError } from '@/lib/core/errors';
import { getOnCallCalendar } from '@/lib/on-call/get-on-call-calendar';
import { readRequestId } from '@/lib/web/read-request-id';
import { isKnownTag } from '@/lib/web/rules/entity-tag';
import { webRuntime } from '@/lib/web/runtime';

const common = {
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex',
  'Referrer-Policy': 'no-referrer',
};

/** `file` is a token, with or without `.ics`. Open to whoever has the address: it asks no session and no key. */
export async function serveOnCallCalendar(request: Request, file: string): Promise<Response> {
  const [, token] = /^([\w-]{1,100})(?:\.ics)?$/.exec(file) ?? [];
  if (token === undefined) return plain(404, 'There is no such calendar.');
  const { database, logger } = webRuntime();
  try {
    return answer(request, await getOnCallCalendar(database.db, token, new Date()));
  } catch (error) {
    if (isProductError(error) && error.code === 'not_found') return plain(404, 'There is no such calendar.');
    logger.error({ err: error, requestId: readRequestId(request) }, 'a calendar could not be made');
    return plain(503, 'The calendar cannot be made just now.', { 'Retry-After': '60' });
  }
}

function answer(request: Request, body: string): Response {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  // Asked again each time: an override must not wait for a cache.
  const headers = { ...common, 'Cache-Control': 'private, no-cache', ETag: etag };
  if (isKnownTag(request.headers.get('if-none-match') ?? '', etag)) {
    return new Response(null, { status: 304, headers });
  }
  const content = new TextEncoder().encode(body);
  return new Response(request.method === 'HEAD' ? null : content, {
    headers: {
      ...headers,
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'inline; filename="on-call.ics"',
      'Content-Length': String(content.length),
    },
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
