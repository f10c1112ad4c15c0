import { answerFault } from '@/lib/web/answer-fault';
import type { Credentials } from '@/lib/web/authenticate';
import { type Method, methods } from '@/lib/web/constants';
import { HttpFault } from '@/lib/web/http-fault';
import type { Operation } from '@/lib/web/operation';
import { readRequestId } from '@/lib/web/read-request-id';
import { matchPath } from '@/lib/web/rules/match-path';
import { webRuntime } from '@/lib/web/runtime';
import { serveOperation } from '@/lib/web/serve-operation';

export type Operations = Partial<Record<Method, Operation>>;
/** A path such as `/api/v1/monitors/{id}` with what can be done there. */
export type Endpoint = { path: string; operations: Operations };
export type Handler = ((request: Request) => Promise<Response>) & { endpoint: Endpoint };
export type Route = Record<Method | 'OPTIONS', Handler>;

/**
 * A route is a declaration: `export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(path, {…})`.
 * All methods are exported, so that one that is missing answers 405 with Allow and a problem document.
 */
export function defineRoute(path: string, operations: Operations): Route {
  const endpoint: Endpoint = { path, operations };
  const handle = (method: Method | 'OPTIONS'): Handler =>
    Object.assign((request: Request) => serveEndpoint(request, endpoint, method), { endpoint });
  return {
    GET: handle('GET'),
    POST: handle('POST'),
    PUT: handle('PUT'),
    PATCH: handle('PATCH'),
    DELETE: handle('DELETE'),
    OPTIONS: handle('OPTIONS'),
  };
}

export async function serveEndpoint(
  request: Request,
  endpoint: Endpoint,
  method: Method | 'OPTIONS',
  options: { path?: string; accepted?: Credentials } = {},
): Promise<Response> {
  const allow = allowed(endpoint.operations);
  if (method === 'OPTIONS') return new Response(null, { status: 204, headers: { Allow: allow } });
  const operation = endpoint.operations[method];
  if (operation === undefined) {
    return refuse(
      request,
      new HttpFault(405, 'method_not_allowed', `Use ${allow} here.`, { headers: { Allow: allow } }),
    );
  }
  const match = matchPath(endpoint.path, options.path ?? new URL(request.url).pathname);
  if (match.kind === 'malformed') {
    return refuse(request, new HttpFault(400, 'malformed', 'The path is not valid percent-encoded UTF-8.'));
  }
  if (match.kind === 'no_match') return refuse(request, nothingHere());
  return await serveOperation(request, {
    operation,
    method,
    params: match.params,
    accepted: options.accepted ?? 'key_or_session',
  });
}

export function nothingHere(): HttpFault {
  return new HttpFault(404, 'not_found', 'There is nothing at this address.');
}

/** A problem document for a request that reaches no operation. */
export function refuse(request: Request, fault: HttpFault): Response {
  const { logger } = webRuntime();
  return answerFault(fault, {
    path: new URL(request.url).pathname,
    requestId: readRequestId(request),
    logger,
  });
}

function allowed(operations: Operations): string {
  const known = methods.filter((method) => operations[method] !== undefined);
  return [...known, ...(known.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
}
