import type { HttpSpec } from '@/lib/probing/schema';

export const mask = '********';

const secretHeader = /authorization|cookie|token|secret|password|api-?key|signature/i;

function mapHeaders(headers: HttpSpec['headers'], toValue: (name: string, value: string) => string) {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, toValue(name, value)]));
}

/** What may be shown of a spec: credentials, and headers that carry them, are covered. */
export function maskSpec(spec: HttpSpec): HttpSpec {
  const headers = mapHeaders(spec.headers, (name, value) => (secretHeader.test(name) ? mask : value));
  return { ...spec, headers, auth: maskAuth(spec.auth) };
}

function maskAuth(auth: HttpSpec['auth']): HttpSpec['auth'] {
  if (auth === null) return null;
  return auth.kind === 'basic' ? { ...auth, password: mask } : { ...auth, token: mask };
}

function originOf(spec: HttpSpec): string {
  return new URL(spec.url).origin;
}

/**
 * Puts stored secrets back where the caller sent the mask. Not when the target has another origin: otherwise whoever may
 * edit a monitor could have its secrets sent to a server of their own.
 */
export function restoreSecrets(stored: HttpSpec, sent: HttpSpec): HttpSpec {
  if (originOf(stored) !== originOf(sent)) return sent;
  const storedHeaders = new Map(
    Object.entries(stored.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const headers = mapHeaders(sent.headers, (name, value) =>
    value === mask ? (storedHeaders.get(name.toLowerCase()) ?? value) : value,
  );
  return { ...sent, headers, auth: restoreAuth(stored.auth, sent.auth) };
}

function restoreAuth(stored: HttpSpec['auth'], sent: HttpSpec['auth']): HttpSpec['auth'] {
  if (stored?.kind === 'basic' && sent?.kind === 'basic' && sent.password === mask) {
    return { ...sent, password: stored.password };
  }
  if (stored?.kind === 'bearer' && sent?.kind === 'bearer' && sent.token === mask) {
    return { ...sent, token: stored.token };
  }
  return sent;
}

/** Pointers into the spec where the mask stands in place of a secret. */
export function findMasks(spec: HttpSpec): string[] {
  const inHeaders = Object.entries(spec.headers)
    .filter(([name, value]) => secretHeader.test(name) && value === mask)
    .map(([name]) => `/headers/${name}`);
  if (spec.auth?.kind === 'basic' && spec.auth.password === mask) return [...inHeaders, '/auth/password'];
  if (spec.auth?.kind === 'bearer' && spec.auth.token === mask) return [...inHeaders, '/auth/token'];
  return inHeaders;
}
