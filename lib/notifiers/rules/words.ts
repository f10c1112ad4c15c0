import type { FailureCause } from '@/lib/probing/constants';

const causeWords: Record<FailureCause | 'manual', string> = {
  dns_nxdomain: 'The name does not exist (NXDOMAIN)',
  dns_no_address: 'The name has no address',
  dns_servfail: 'The name server failed (SERVFAIL)',
  dns_timeout: 'The name servers did not answer in time',
  dns_failure: 'The name could not be resolved',
  connect_refused: 'The connection was refused',
  connect_timeout: 'No connection within the time-out',
  connect_unreachable: 'The address could not be reached',
  connect_failed: 'The connection failed',
  tls_expired: 'The TLS certificate has expired',
  tls_not_yet_valid: 'The TLS certificate is not valid yet',
  tls_self_signed: 'The TLS certificate is self-signed',
  tls_host_mismatch: 'The TLS certificate is for another name',
  tls_untrusted: 'The TLS certificate is not trusted',
  tls_revoked: 'The TLS certificate was revoked',
  tls_protocol: 'TLS could not be negotiated',
  tls_timeout: 'TLS was not negotiated within the time-out',
  tls_invalid: 'The TLS certificate is not valid',
  timeout: 'No complete answer within the time-out',
  connection_reset: 'The connection was reset',
  connection_closed: 'The connection was closed early',
  protocol_error: 'The answer was not valid HTTP',
  header_overflow: 'The headers of the answer were too large',
  informational_overflow: 'Too many informational answers',
  body_malformed: 'The body of the answer was malformed',
  too_many_redirects: 'Too many redirects',
  redirect_invalid: 'A redirect led nowhere valid',
  blocked_target: 'The target is not allowed to be requested',
  http_status: 'Unexpected HTTP status',
  keyword: 'The keyword did not match',
  assertion: 'An assertion failed',
  latency: 'The answer was too slow',
  cancelled: 'The check was cancelled',
  prober_fault: 'The prober itself had a fault',
  manual: 'Opened by hand',
};

/** A cause in words; one of a later version is shown as it is written. */
export function causeText(cause: string): string {
  return Object.hasOwn(causeWords, cause)
    ? causeWords[cause as keyof typeof causeWords]
    : cause.replaceAll('_', ' ');
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `21 Nov 2026, 14:03:12 UTC`: the same wherever it is rendered. */
export function instantText(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const time = at.toISOString().slice(11, 19);
  return `${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}, ${time} UTC`;
}

/** The two largest units: `45 s`, `3 min 12 s`, `2 h 5 min`, `4 d 3 h`. */
export function durationText(seconds: number): string {
  const units: readonly [string, number][] = [
    ['d', 86_400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
  ];
  const first = units.findIndex(([, size]) => seconds >= size);
  if (first === -1) return '0 s';
  let rest = Math.floor(seconds);
  const parts: string[] = [];
  for (const [unit, size] of units.slice(first, first + 2)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return parts.join(' ');
}
