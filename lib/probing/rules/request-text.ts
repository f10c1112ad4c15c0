import type { Target } from '@/lib/net/rules/parse-target';
import type { HttpMethod } from '@/lib/probing/constants';
import type { HttpSpec } from '@/lib/probing/schema';

/** One request of a chain: the first is the spec's own, the next are what redirects make of it. */
export type Hop = {
  target: Target;
  method: HttpMethod;
  body: string | null;
  /** False once a redirect has left the origin that the credentials were given for. */
  mayCarryCredentials: boolean;
};

/** Headers that say nothing secret and may follow a redirect to another origin; all others stay behind. */
const harmlessHeaders = new Set([
  'accept',
  'accept-language',
  'cache-control',
  'content-type',
  'pragma',
  'user-agent',
]);

/**
 * The head of the request (RFC 9112), in Latin-1. Header names and values were checked by the schema;
 * `contentLength` is in bytes.
 */
export function requestHead(hop: Hop, spec: HttpSpec, userAgent: string, contentLength: number): string {
  let custom = '';
  let hasHost = false;
  let hasAgent = false;
  let hasAccept = false;
  let hasAuthorization = false;
  for (const name of Object.keys(spec.headers)) {
    const lower = name.toLowerCase();
    if (!hop.mayCarryCredentials && !harmlessHeaders.has(lower)) continue;
    if (hop.body === null && lower === 'content-type' && spec.body !== null) continue;
    if (lower === 'host') hasHost = true;
    else if (lower === 'user-agent') hasAgent = true;
    else if (lower === 'accept') hasAccept = true;
    else if (lower === 'authorization') hasAuthorization = true;
    custom += `${name}: ${spec.headers[name] ?? ''}\r\n`;
  }
  let head = `${hop.method} ${hop.target.pathAndQuery} HTTP/1.1\r\n`;
  if (!hasHost) head += `Host: ${hop.target.authority}\r\n`;
  if (!hasAgent) head += `User-Agent: ${userAgent}\r\n`;
  if (!hasAccept) head += 'Accept: */*\r\n';
  if (spec.auth !== null && hop.mayCarryCredentials && !hasAuthorization) {
    head += `Authorization: ${authorizationOf(spec.auth)}\r\n`;
  }
  const hasLength =
    hop.body !== null || hop.method === 'POST' || hop.method === 'PUT' || hop.method === 'PATCH';
  if (hasLength) head += `Content-Length: ${contentLength}\r\n`;
  return `${head}${custom}Accept-Encoding: identity\r\nConnection: close\r\n\r\n`;
}

function authorizationOf(auth: NonNullable<HttpSpec['auth']>): string {
  switch (auth.kind) {
    case 'bearer':
      return `Bearer ${auth.token}`;
    case 'basic':
      return `Basic ${base64(`${auth.username}:${auth.password}`)}`;
  }
}

/** RFC 7617: the credentials in UTF-8. */
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

const redirectStatuses = new Set([301, 302, 303, 307, 308]);

export function isRedirect(status: number): boolean {
  return redirectStatuses.has(status);
}

/** RFC 9110, section 15.4, as browsers do it: 303 always turns into GET, 301 and 302 only a POST. */
export function nextHop(hop: Hop, status: number, target: Target): Hop {
  const mayCarryCredentials = hop.mayCarryCredentials && target.origin === hop.target.origin;
  const isTurned = status === 303 ? hop.method !== 'HEAD' : hop.method === 'POST' && status < 303;
  if (isTurned) return { target, method: 'GET', body: null, mayCarryCredentials };
  return { target, method: hop.method, body: hop.body, mayCarryCredentials };
}
