import { createDatabase } from '@/db/client';
import { nudgeSender } from '@/inngest/nudge-sender';
import { env } from '@/lib/core/env';
import { normalizeAddress } from '@/lib/gateway/rules/forwarded';
import { type PingAnswer, pingHeaders } from '@/lib/heartbeats/rules/ping-answers';
import { createPingReceiver, type PingReceiver } from '@/lib/pipeline/create-ping-receiver';
import { readStream } from '@/lib/web/read-stream';
import { callerAddress } from '@/lib/web/rules/caller-address';
import { type WebRuntime, webRuntime } from '@/lib/web/runtime';

const connections = 4;
const bodyTimeoutMs = 30_000;

type Serving = { runtime: WebRuntime; receiver: PingReceiver };
// On globalThis, as the runtime is: batches and floods are the business of the whole process.
const holder = globalThis as typeof globalThis & { stillupPings?: Serving | undefined };

/** For a hosting that knows nothing but Next: the gateway's answers, except that GET and HEAD come without their bodies. */
export async function servePing(request: Request): Promise<Response> {
  const receiver = pingReceiver();
  const { bodyLimitBytes } = receiver;
  const { body, headers } = request;
  const url = new URL(request.url);
  const answer = await receiver.answer({
    method: request.method,
    path: url.pathname,
    query: url.search.slice(1),
    address: normalizeAddress(callerAddress(headers.get('x-forwarded-for')) ?? ''),
    userAgent: headers.get('user-agent'),
    readBody:
      body === null ? null : () => readStream(body, { limitBytes: bodyLimitBytes, timeoutMs: bodyTimeoutMs }),
  });
  return toPingResponse(request, answer, bodyLimitBytes);
}

export function toPingResponse(request: Request, answer: PingAnswer, bodyLimitBytes: number): Response {
  const content = new TextEncoder().encode(answer.body);
  const flat = pingHeaders(answer, { bodyLimitBytes, bodyBytes: content.length });
  const headers = new Headers();
  for (let index = 0; index + 1 < flat.length; index += 2)
    headers.append(flat[index] ?? '', flat[index + 1] ?? '');
  const isBare = answer.status === 204 || request.method === 'HEAD';
  return new Response(isBare ? null : content, { status: answer.status, headers });
}

export function pingReceiver(): PingReceiver {
  const runtime = webRuntime();
  if (holder.stillupPings?.runtime !== runtime) {
    const { logger, databaseUrl } = runtime;
    const database = createDatabase(databaseUrl, {
      max: connections,
      applicationName: 'stillup-web-pings',
      lockTimeoutMs: 1_000,
    });
    const receiver = createPingReceiver({
      db: database.db,
      logger,
      bodyLimitBytes: env().pingBodyLimitBytes,
      onDeliveries: () => nudgeSender(logger),
    });
    holder.stillupPings = { runtime, receiver };
  }
  return holder.stillupPings.receiver;
}
