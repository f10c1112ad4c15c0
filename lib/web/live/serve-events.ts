import { authorize } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { ProductError } from '@/lib/core/errors';
import { answerFault } from '@/lib/web/answer-fault';
import { authenticate, type Credentials } from '@/lib/web/authenticate';
import { requestIdHeader } from '@/lib/web/constants';
import { type ChangeHub, changeHub } from '@/lib/web/live/change-hub';
import { readRequestId } from '@/lib/web/read-request-id';
import type { LoggedChange } from '@/lib/web/rules/event-log';
import { webRuntime } from '@/lib/web/runtime';

const heartbeatMs = 15_000;
// Of unread messages. A reader this far behind is cut off; it comes back and is told what it missed.
const maxUnread = 256;

/** `text/event-stream`: `change` with {topic, ids}, `resync` when something may have been missed. */
export async function serveEvents(request: Request, accepted: Credentials): Promise<Response> {
  const { logger } = webRuntime();
  const requestId = readRequestId(request);
  try {
    const ctx = await identify(request, accepted, requestId);
    const hub = changeHub();
    if (hub.isFull) {
      throw new ProductError('unavailable', 'Too many open event streams.', { retryAfterSeconds: 30 });
    }
    const stream = openStream(hub, ctx, request, () => identify(request, accepted, requestId));
    return new Response(stream, {
      headers: {
        'Content-Type': 'text/event-stream; charset=utf-8',
        // no-transform keeps compressors, and X-Accel-Buffering proxies, from holding events back.
        'Cache-Control': 'no-store, no-transform',
        'X-Accel-Buffering': 'no',
        'X-Content-Type-Options': 'nosniff',
        [requestIdHeader]: requestId,
      },
    });
  } catch (error) {
    return answerFault(error, { path: new URL(request.url).pathname, requestId, logger });
  }
}

async function identify(request: Request, accepted: Credentials, requestId: string): Promise<Ctx> {
  const now = new Date();
  const runtime = webRuntime();
  const caller = await authenticate(request, accepted, runtime, now);
  const ctx = { ...caller, now, db: runtime.database.db, requestId };
  authorize(ctx, 'monitor.read');
  return ctx;
}

/** `stillAllowed` is asked at each heartbeat, so that a revoked key or an ended session goes deaf. */
function openStream(
  hub: ChangeHub,
  ctx: Ctx,
  request: Request,
  stillAllowed: () => Promise<unknown>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const lastId = request.headers.get('last-event-id');
  let release = () => {};
  return new ReadableStream({
    start(controller) {
      const stop = () => {
        release();
        controller.close();
      };
      let isOpen = true;
      const send = (text: string) => {
        if (!isOpen) return;
        if ((controller.desiredSize ?? 0) < -maxUnread) stop();
        else controller.enqueue(encoder.encode(text));
      };
      const resync = (position: string) => send(`id: ${position}\nevent: resync\ndata: {}\n\n`);
      const unsubscribe = hub.subscribe({
        organizationId: ctx.organizationId,
        onChange: (entry) => send(toMessage(entry, ctx)),
        onResync: resync,
      });
      const heartbeat = setInterval(() => {
        send(': still here\n\n');
        stillAllowed().catch(() => isOpen && stop());
      }, heartbeatMs);
      release = () => {
        isOpen = false;
        unsubscribe();
        clearInterval(heartbeat);
      };
      request.signal.addEventListener('abort', () => isOpen && stop(), { once: true });
      const missed = lastId === null ? [] : hub.missedSince(lastId, ctx.organizationId);
      send('retry: 3000\n\n');
      if (missed === null) resync(hub.position);
      else for (const entry of missed) send(toMessage(entry, ctx));
      send(`id: ${hub.position}\n\n`);
    },
    cancel() {
      release();
    },
  });
}

// A key that is limited to one project learns that something changed, and not what.
function toMessage({ id, change }: LoggedChange, ctx: Ctx): string {
  const shown = projectLimit(ctx) === null ? change : { ...change, ids: [] };
  return `id: ${id}\nevent: change\ndata: ${JSON.stringify(shown)}\n\n`;
}
