import { isProductError } from '@/lib/core/errors';
import { getOnCallCalendar } from '@/lib/on-call/get-on-call-calendar';
import { answerSentence, answerTagged } from '@/lib/web/open-answers';
import { readRequestId } from '@/lib/web/read-request-id';
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
  return answerTagged(request, body, {
    // Asked again each time: an override must not wait for a cache.
    common: { ...common, 'Cache-Control': 'private, no-cache' },
    ofBody: {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'inline; filename="on-call.ics"',
    },
  });
}

function plain(status: number, text: string, more: Record<string, string> = {}): Response {
  return answerSentence(status, text, { ...common, ...more });
}
