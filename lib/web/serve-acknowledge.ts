import { requireLimit } from '@/lib/access/rate-limit';
import {
  type AcknowledgeLinkView,
  acknowledgeByLink,
  getAcknowledgeLink,
  type LinkDeps,
} from '@/lib/alerting/acknowledge-by-link';
import { linkSigner } from '@/lib/core/link-signer';
import type { LinkSigner } from '@/lib/core/link-tokens';
import { answerFault } from '@/lib/web/answer-fault';
import { readRequestId } from '@/lib/web/read-request-id';
import { callerAddress } from '@/lib/web/rules/caller-address';
import { webRuntime } from '@/lib/web/runtime';

const windowSeconds = 60;
const perWindow = 60;

/**
 * The page's form, and buttons of messages by themselves: these come from anywhere, without a cookie and without an
 * Origin. The token is the whole permission, so neither is asked for. JSON for whoever asks for it.
 */
export async function serveAcknowledge(
  request: Request,
  token: string,
  signer: LinkSigner = linkSigner(),
): Promise<Response> {
  return answer(request, token, signer, acknowledgeByLink);
}

/** Changes nothing: chats and mail scanners open every link. */
export async function showAcknowledge(
  request: Request,
  token: string,
  signer: LinkSigner = linkSigner(),
): Promise<Response> {
  return answer(request, token, signer, getAcknowledgeLink);
}

async function answer(
  request: Request,
  token: string,
  signer: LinkSigner,
  verb: (deps: LinkDeps, token: string) => Promise<AcknowledgeLinkView>,
): Promise<Response> {
  const { database, logger, appUrl } = webRuntime();
  const requestId = readRequestId(request);
  const deps: LinkDeps = { db: database.db, signer, now: new Date(), requestId };
  try {
    const key = `acknowledge:${callerAddress(request.headers.get('x-forwarded-for')) ?? 'unknown'}`;
    const use = { key, limit: perWindow, windowSeconds, now: deps.now };
    await requireLimit(deps.db, use, 'Too many links were opened from your address. Wait a minute.');
    const data = await verb(deps, token);
    if (wantsJson(request)) return json({ data });
  } catch (error) {
    if (wantsJson(request)) return answerFault(error, { path: '/acknowledge', requestId, logger });
    const fault = answerFault(error, { path: '/acknowledge', requestId, logger });
    // The page says in words that the link does not work.
    if (fault.status !== 404) return fault;
  }
  const location = `${appUrl}/acknowledge/${encodeURIComponent(token)}`;
  return new Response(null, { status: 303, headers: { Location: location, 'Cache-Control': 'no-store' } });
}

function wantsJson(request: Request): boolean {
  return /\bapplication\/(\w+\+)?json\b/i.test(request.headers.get('accept') ?? '');
}

function json(body: unknown): Response {
  return new Response(JSON.stringify(body), {
    status: 200,
    headers: {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
