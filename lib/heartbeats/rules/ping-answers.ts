import type { PingDialect } from '@/lib/heartbeats/rules/parse-ping';

/** What a sender of pings is told; the body has no line break at its end, and no answer is ever a redirect. */
export type PingAnswer = {
  status: number;
  body: string;
  type: 'text/plain; charset=utf-8' | 'application/json; charset=utf-8';
  /** Names and values beside those that every answer has. */
  headers: readonly string[];
};

type PingFault = { status: number; text: string; headers?: readonly string[] };

const plain = 'text/plain; charset=utf-8';
const json = 'application/json; charset=utf-8';
const methods = 'GET, HEAD, POST';
const kumaMethods = 'GET, HEAD, POST, PUT, PATCH, DELETE';

const ok: PingAnswer = { status: 200, body: 'OK', type: plain, headers: [] };
const kumaOk: PingAnswer = { status: 200, body: '{"ok":true}', type: json, headers: [] };
const created: PingAnswer = { status: 201, body: 'Created', type: plain, headers: [] };

export const notFound: PingFault = { status: 404, text: 'not found' };
export const ambiguousSlug: PingFault = { status: 409, text: 'ambiguous slug' };
export const internalFault: PingFault = { status: 500, text: 'internal error' };
/** Asked again, the same ping finds us well: every client that repeats does so on a 503. */
export const unavailable: PingFault = {
  status: 503,
  text: 'temporarily unavailable',
  headers: ['Retry-After', '2'],
};

export function rateLimited(waitMs: number): PingFault {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return { status: 429, text: 'rate limit exceeded', headers: ['Retry-After', String(seconds)] };
}

export function methodNotAllowed(dialect: PingDialect): PingFault {
  return { status: 405, text: 'method not allowed', headers: ['Allow', allowedIn(dialect)] };
}

export function acceptedAnswer(dialect: PingDialect): PingAnswer {
  return dialect === 'kuma' ? kumaOk : ok;
}

export function createdAnswer(): PingAnswer {
  return created;
}

/** For a browser that asks whether it may: it may, and no ping is recorded. */
export function preFlightAnswer(dialect: PingDialect): PingAnswer {
  const headers = [
    'Allow',
    allowedIn(dialect),
    'Access-Control-Allow-Methods',
    allowedIn(dialect),
    'Access-Control-Allow-Headers',
    '*',
    'Access-Control-Max-Age',
    '86400',
  ];
  return { status: 204, body: '', type: plain, headers };
}

export function faultAnswer(dialect: PingDialect, { status, text, headers = [] }: PingFault): PingAnswer {
  if (dialect === 'plain') return { status, body: text, type: plain, headers };
  const msg = status === 404 ? 'Monitor not found or not active.' : text;
  return { status, body: JSON.stringify({ ok: false, msg }), type: json, headers };
}

/** All headers of an answer, names and values in turn. `bodyBytes`: the length of what is sent. */
export function pingHeaders(
  answer: PingAnswer,
  { bodyLimitBytes, bodyBytes }: { bodyLimitBytes: number; bodyBytes: number },
): string[] {
  const headers = [
    'Access-Control-Allow-Origin',
    '*',
    'Access-Control-Expose-Headers',
    'Ping-Body-Limit, Retry-After',
    'Ping-Body-Limit',
    String(bodyLimitBytes),
    'Cache-Control',
    'no-store, no-cache, private',
    'X-Content-Type-Options',
    'nosniff',
    ...answer.headers,
  ];
  if (answer.status !== 204) headers.push('Content-Type', answer.type, 'Content-Length', String(bodyBytes));
  return headers;
}

function allowedIn(dialect: PingDialect): string {
  return `${dialect === 'kuma' ? kumaMethods : methods}, OPTIONS`;
}
