import ipaddr from 'ipaddr.js';

export type IpFamily = 4 | 6;
export type PinnedAddress = { address: string; family: IpFamily };

export type Target = {
  /** The WHATWG serialisation, without a fragment. */
  url: string;
  origin: string;
  isTls: boolean;
  /** As it stands in a Host header: brackets round IPv6, the port only where it is not the scheme's own. */
  authority: string;
  /** Without brackets and without a trailing dot: what is resolved, and what a certificate must name. */
  hostname: string;
  port: number;
  pathAndQuery: string;
  /** Set when the host is an address already, so that there is nothing to resolve. */
  literal: PinnedAddress | null;
};

export type RefusalReason =
  | 'malformed'
  | 'too_long'
  | 'forbidden_character'
  | 'user_info'
  | 'scheme'
  | 'port'
  | 'own_host'
  | 'internal_name'
  | 'private_address'
  | 'metadata_address';

export type Refusal = { ok: false; reason: RefusalReason; message: string };
export type ParsedTarget = { ok: true; target: Target } | Refusal;

export const maxUrlLength = 2048;

export function refuse(reason: RefusalReason, message: string): Refusal {
  return { ok: false, reason, message };
}

/** The rules of form that hold whatever the policy. Names and addresses are judged by the guard. */
export function parseTarget(raw: string): ParsedTarget {
  if (raw.length > maxUrlLength)
    return refuse('too_long', `The URL is longer than ${maxUrlLength} characters.`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: WHATWG parsing would drop them silently.
  if (/[\u0000-\u0020\u007f-\u00a0\u2028\u2029\ufeff\\]/.test(raw)) {
    return refuse('forbidden_character', 'The URL contains a space, a control character or a backslash.');
  }
  const authority = /^https?:\/\/([^/?#]+)/i.exec(raw)?.[1];
  if (authority === undefined) {
    const isOtherScheme = /^[a-z][a-z0-9+.-]*:/i.test(raw) && !/^https?:/i.test(raw);
    return isOtherScheme
      ? refuse('scheme', 'Only http:// and https:// URLs are requested.')
      : refuse('malformed', 'This is not a complete http:// or https:// URL.');
  }
  if (authority.includes('@')) return refuse('user_info', 'Put credentials into `auth`, not into the URL.');
  if (!URL.canParse(raw)) return refuse('malformed', 'This is not a valid URL.');
  return targetOf(new URL(raw));
}

function targetOf(url: URL): ParsedTarget {
  const isTls = url.protocol === 'https:';
  const isBracketed = url.hostname.startsWith('[');
  const bare = isBracketed ? url.hostname.slice(1, -1) : url.hostname;
  const hostname = bare.endsWith('.') ? bare.slice(0, -1) : bare;
  const isDotted = ipaddr.IPv4.isValidFourPartDecimal(hostname);
  if (!isBracketed && !isDotted && !isHostName(hostname)) {
    return refuse('malformed', 'The host of the URL is not a valid name.');
  }
  const literal: PinnedAddress | null = isBracketed
    ? { address: hostname, family: 6 }
    : isDotted
      ? { address: hostname, family: 4 }
      : null;
  return {
    ok: true,
    target: {
      url: url.href.slice(0, url.href.length - url.hash.length),
      origin: url.origin,
      isTls,
      authority: url.host,
      hostname,
      port: url.port === '' ? (isTls ? 443 : 80) : Number(url.port),
      pathAndQuery: url.pathname + url.search,
      literal,
    },
  };
}

function isHostName(hostname: string): boolean {
  if (hostname.length === 0 || hostname.length > 253) return false;
  return hostname.split('.').every((label) => label.length > 0 && label.length <= 63);
}
