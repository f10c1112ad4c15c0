import { isProductError, ProductError } from '@/lib/core/errors';
import { answerFault } from '@/lib/web/answer-fault';
import { authenticate, type Caller, type Credentials } from '@/lib/web/authenticate';
import { type Method, requestIdHeader } from '@/lib/web/constants';
import { countRequest } from '@/lib/web/count-request';
import { HttpFault } from '@/lib/web/http-fault';
import { type Reply, readIdempotencyKey } from '@/lib/web/idempotency';
import type { Operation } from '@/lib/web/operation';
import { perform } from '@/lib/web/perform';
import { readInput } from '@/lib/web/read-input';
import { readRequestId } from '@/lib/web/read-request-id';
import { isIfMatch } from '@/lib/web/rules/entity-tag';
import { dataHeaders } from '@/lib/web/rules/security-headers';
import { webRuntime } from '@/lib/web/runtime';

export type Call = {
  operation: Operation;
  method: Method;
  params: Record<string, string>;
  accepted: Credentials;
};

/** One request from its credentials to its response. Every fault becomes a problem document. */
export async function serveOperation(request: Request, call: Call): Promise<Response> {
  const now = new Date();
  const runtime = webRuntime();
  const requestId = readRequestId(request);
  const { pathname } = new URL(request.url);
  const limitHeaders: Record<string, string> = {};
  try {
    const caller = await authenticate(request, call.accepted, runtime, now);
    if (call.accepted === 'key_or_session') {
      Object.assign(limitHeaders, await countRequest(caller.actor, runtime, now));
    }
    requireScope(caller, call.operation);
    const ctx = { ...caller, now, db: runtime.database.db, requestId };
    const input = await readInput(request, call.operation, call.method, call.params);
    const reply = await perform(ctx, {
      ...call,
      ...input,
      path: pathname,
      ifMatch: call.method === 'GET' ? null : readIfMatch(request),
      idempotencyKey: ['POST', 'PATCH'].includes(call.method) ? readIdempotencyKey(request) : null,
      secret: runtime.appSecret,
    });
    return toResponse(reply, {
      ...dataHeaders(runtime.appUrl.startsWith('https:')),
      ...limitHeaders,
      [requestIdHeader]: requestId,
    });
  } catch (error) {
    const fault = asMissing(error, call.params);
    const response = answerFault(fault, { path: pathname, requestId, logger: runtime.logger });
    for (const [name, value] of Object.entries(limitHeaders)) response.headers.set(name, value);
    return response;
  }
}

function readIfMatch(request: Request): string | null {
  const header = request.headers.get('if-match');
  if (header === null || isIfMatch(header)) return header;
  throw new HttpFault(400, 'malformed', 'If-Match must be an ETag in its quotes, several of them, or *.');
}

/** A coarse gate in front of the verb, which asks for its permission itself. */
function requireScope({ actor }: Caller, { scope }: Operation): void {
  if (actor.kind !== 'api_key' || actor.scopes.includes(scope)) return;
  throw new ProductError('forbidden', `This API key has not the scope ${scope}.`);
}

/** An id in the path that cannot be one names nothing: 404, as for an id that is not there. */
function asMissing(error: unknown, params: Record<string, string>): unknown {
  if (!isProductError(error) || error.code !== 'invalid') return error;
  const isOfPath = error.errors.some(({ pointer, code }) => {
    const name = pointer.slice(1);
    return (
      code !== 'unrecognized' &&
      name in params &&
      (name === 'id' || name.endsWith('_id')) &&
      name !== 'external_id'
    );
  });
  return isOfPath ? new ProductError('not_found', 'There is nothing at this address.') : error;
}

function toResponse(reply: Reply, headers: Record<string, string>): Response {
  return new Response(reply.status === 204 ? null : reply.body, {
    status: reply.status,
    headers: {
      ...(reply.status === 204 ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
      ...reply.headers,
    },
  });
}
