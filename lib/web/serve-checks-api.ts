import type { Ctx } from '@/lib/access/context';
import { findApiKeyActor } from '@/lib/access/resolve-actor';
import { answerChecksCall } from '@/lib/compat/answer-checks-call';
import { answerStatus } from '@/lib/compat/answer-status';
import { matchChecksRoute, methodsOf } from '@/lib/compat/rules/healthchecks-route';
import { type ChecksAnswer, refusal } from '@/lib/compat/schema';
import { toFault } from '@/lib/web/answer-fault';
import { requestIdHeader } from '@/lib/web/constants';
import { countRequest } from '@/lib/web/count-request';
import { HttpFault } from '@/lib/web/http-fault';
import { readBytes } from '@/lib/web/read-json';
import { readRequestId } from '@/lib/web/read-request-id';
import { findTextFault } from '@/lib/web/rules/find-text-fault';
import { dataHeaders } from '@/lib/web/rules/security-headers';
import { webRuntime } from '@/lib/web/runtime';

/** That API knows no sessions, only keys: pages of any origin may ask, as far as they have one. */
const openToAll = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'X-Api-Key, Content-Type',
  'Access-Control-Max-Age': '600',
};

type Call = { request: Request; requestId: string; headers: Record<string, string> };

/**
 * Healthchecks' management API under `/api/v1`, `/api/v2` and `/api/v3`: its paths, its shapes, its errors, with keys of
 * ours in `X-Api-Key` (or as `api_key` in the JSON of a POST). A slash at the end of a path makes no difference.
 */
export async function serveChecksApi(request: Request): Promise<Response> {
  const { appUrl, logger } = webRuntime();
  const requestId = readRequestId(request);
  const headers: Record<string, string> = {
    ...dataHeaders(appUrl.startsWith('https:')),
    ...openToAll,
    [requestIdHeader]: requestId,
  };
  try {
    return respond(request, await answer({ request, requestId, headers }), headers);
  } catch (error) {
    const path = new URL(request.url).pathname;
    const { status, detail, headers: more } = toFault(error, { path, requestId, logger });
    // That API says 400 of what cannot be taken as it is.
    return respond(request, refusal(status === 422 ? 400 : status, detail), { ...headers, ...more });
  }
}

async function answer({ request, requestId, headers }: Call): Promise<ChecksAnswer> {
  const url = new URL(request.url);
  const place = readPlace(url.pathname);
  const route = place === null ? null : matchChecksRoute(place.segments);
  if (place === null || route === null) return refusal(404, 'there is nothing at this address');
  const allowed = [...methodsOf(route), 'OPTIONS'].join(', ');
  headers['Access-Control-Allow-Methods'] = allowed;
  if (request.method === 'OPTIONS') return { status: 204, text: '' };
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  if (!methodsOf(route).includes(method)) {
    headers['Allow'] = allowed;
    return refusal(405, `use ${allowed} here`);
  }
  const { database, appUrl: baseUrl } = webRuntime();
  if (route.to === 'status') return await answerStatus(database.db);
  const json = method === 'POST' ? await readBody(request) : {};
  const now = new Date();
  const caller = await authenticate(request, json, now);
  if (typeof caller === 'string') return refusal(401, caller);
  Object.assign(headers, await countRequest(caller.actor, webRuntime(), now));
  const ctx: Ctx = { ...caller, now, db: database.db, requestId };
  return await answerChecksCall(ctx, route, { ...place, method, query: url.searchParams, json, baseUrl });
}

function readPlace(pathname: string): { version: number; segments: string[] } | null {
  const [version, ...parts] = pathname
    .replace(/^\/api\/v/, '')
    .split('/')
    .filter((part, index) => index === 0 || part !== '');
  try {
    return { version: Number(version), segments: parts.map(decodeURIComponent) };
  } catch {
    return null;
  }
}

/** Whatever its type says, as curl's `--data` says that it is a form. @throws HttpFault 400, 413 */
async function readBody(request: Request): Promise<Record<string, unknown>> {
  const bytes = await readBytes(request);
  if (bytes.length === 0) return {};
  // What its Ansible collection sends where it has nothing to say.
  const value = parse(bytes) ?? {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new HttpFault(400, 'malformed', 'json validation error: value is not an object');
  }
  const fault = findTextFault(value);
  if (fault === null) return { ...value };
  throw new HttpFault(400, 'malformed', `json validation error: ${fault.pointer} ${fault.detail}`);
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new HttpFault(400, 'malformed', 'could not parse request body');
  }
}

/** The header goes before the field, which is no setting of a check. */
async function authenticate(request: Request, json: Record<string, unknown>, now: Date) {
  const sent = request.headers.get('x-api-key') ?? json['api_key'];
  if (typeof sent !== 'string' || sent === '') return 'missing api key';
  return (await findApiKeyActor(webRuntime().database.db, sent, now)) ?? 'wrong api key';
}

function respond(request: Request, sent: ChecksAnswer, headers: Record<string, string>): Response {
  const { body, type } = encode(sent);
  const hasBody = sent.status !== 204 && request.method !== 'HEAD';
  return new Response(hasBody ? body : null, {
    status: sent.status,
    headers: { ...(sent.status === 204 ? {} : { 'Content-Type': type }), ...headers, ...sent.headers },
  });
}

function encode(sent: ChecksAnswer): { body: BodyInit; type: string } {
  if ('json' in sent) return { body: JSON.stringify(sent.json), type: 'application/json' };
  const body = 'text' in sent ? sent.text : new Uint8Array(sent.bytes);
  return { body, type: 'text/plain; charset=utf-8' };
}
