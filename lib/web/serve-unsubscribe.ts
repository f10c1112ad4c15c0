import { type LinkDeps, resubscribe, unsubscribe } from '@/lib/alerting/unsubscribe';
import { linkSigner } from '@/lib/core/link-signer';
import type { LinkSigner } from '@/lib/core/link-tokens';
import { answerFault } from '@/lib/web/answer-fault';
import { HttpFault } from '@/lib/web/http-fault';
import { readBytes } from '@/lib/web/read-json';
import { readRequestId } from '@/lib/web/read-request-id';
import { webRuntime } from '@/lib/web/runtime';

/**
 * The page's form, and mail programs by themselves (RFC 8058): these come from anywhere, without a cookie and without
 * an Origin. The token is the whole permission, so neither is asked for.
 */
export async function serveUnsubscribe(
  request: Request,
  token: string,
  signer: LinkSigner = linkSigner(),
): Promise<Response> {
  const { database, logger, appUrl } = webRuntime();
  const requestId = readRequestId(request);
  const deps: LinkDeps = { db: database.db, signer, now: new Date(), requestId };
  try {
    const wish = await readWish(request);
    await (wish === 'resubscribe' ? resubscribe(deps, token) : unsubscribe(deps, token));
    if (wish === 'one_click') return text(200, 'Unsubscribed.');
    const location = `${appUrl}/unsubscribe/${encodeURIComponent(token)}`;
    return new Response(null, { status: 303, headers: { Location: location, 'Cache-Control': 'no-store' } });
  } catch (error) {
    return answerFault(error, { path: '/unsubscribe', requestId, logger });
  }
}

/** Whoever opens the address as a link gets the page, and nothing has changed. */
export function showUnsubscribe(token: string): Response {
  const location = `${webRuntime().appUrl}/unsubscribe/${encodeURIComponent(token)}`;
  return new Response(null, { status: 302, headers: { Location: location, 'Cache-Control': 'no-store' } });
}

type Wish = 'one_click' | 'unsubscribe' | 'resubscribe';

async function readWish(request: Request): Promise<Wish> {
  const bytes = await readBytes(request);
  const type = request.headers.get('content-type') ?? '';
  const form = await new Response(new Uint8Array(bytes), { headers: { 'Content-Type': type } })
    .formData()
    .catch(() => null);
  if (form?.get('List-Unsubscribe') === 'One-Click') return 'one_click';
  const wish = form?.get('wish');
  if (wish === 'unsubscribe' || wish === 'resubscribe') return wish;
  throw new HttpFault(400, 'malformed', 'Send List-Unsubscribe=One-Click as a form.');
}

function text(status: number, body: string): Response {
  return new Response(body, {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  });
}
