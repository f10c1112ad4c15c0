import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Source: sections 4.1.3 and 4.1.4 of Inngest's SDK specification. */

const maxAgeSeconds = 300;

export function isSigningKey(text: string): boolean {
  return /^(signkey-\w+-)?([0-9a-f]{2})+$/i.test(text);
}

function withoutPrefix(signingKey: string): string {
  return signingKey.replace(/^signkey-\w+-/, '');
}

/** What an SDK shows in its Authorization header: the prefix, and the SHA-256 of the key's bytes. */
export function hashSigningKey(signingKey: string): string {
  const prefix = /^signkey-\w+-/.exec(signingKey)?.[0] ?? '';
  const key = Buffer.from(withoutPrefix(signingKey), 'hex');
  return prefix + createHash('sha256').update(key).digest('hex');
}

export function isBearer(authorization: string | undefined, expected: string): boolean {
  return isSame(authorization ?? '', `Bearer ${expected}`);
}

/** In a time that tells nothing about the difference, but for that of the lengths. */
export function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The value of `X-Inngest-Signature` over a body, at a Unix time in seconds. */
export function signBody(body: string, signingKey: string, atSeconds: number): string {
  return `t=${atSeconds}&s=${hmac(body, signingKey, String(atSeconds))}`;
}

export function isSignedBy(
  body: string,
  signature: string | string[] | undefined,
  signingKey: string,
  nowMs: number,
): boolean {
  const parts = new URLSearchParams(typeof signature === 'string' ? signature : '');
  const [at, given] = [parts.get('t') ?? '', parts.get('s') ?? ''];
  // A call may have lasted long since `nowMs`, so only what is too old is refused.
  if (!/^\d+$/.test(at) || Number(at) < nowMs / 1000 - maxAgeSeconds) return false;
  return isSame(given, hmac(body, signingKey, at));
}

function hmac(body: string, signingKey: string, at: string): string {
  return createHmac('sha256', withoutPrefix(signingKey)).update(body).update(at).digest('hex');
}

/** RFC 8785: the SDK signs what it has parsed, so both sides must write it alike. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  // Written by hand, for an object would put keys that look like numbers before all others.
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
