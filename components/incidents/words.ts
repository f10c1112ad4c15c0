import type { DrawnState } from '@/components/state/states';
import type { HeartbeatCause } from '@/lib/heartbeats/constants';
import type { IncidentEventType, IncidentStatus } from '@/lib/incidents/constants';
import type { FailureCause } from '@/lib/probing/constants';

export const incidentStatusWords: Record<IncidentStatus, string> = {
  open: 'Open',
  acknowledged: 'Acknowledged',
  resolved: 'Resolved',
};

/** Nobody has it, somebody has it, it is over: three shapes as well as three colours. */
export const incidentMark: Record<IncidentStatus, DrawnState> = {
  open: 'down',
  acknowledged: 'partial',
  resolved: 'up',
};

export const eventWords: Record<IncidentEventType, string> = {
  opened: 'Opened',
  confirmed: 'Confirmed',
  held: 'Alert held back',
  acknowledged: 'Acknowledged',
  comment: 'Comment',
  delivered: 'Alert delivered',
  delivery_failed: 'Alert not delivered',
  escalated: 'Escalated',
  reminded: 'Reminded',
  resolved: 'Resolved',
  post_mortem: 'Post-mortem',
};

/** The stored words of causes, for people. */
const causeWords: Record<FailureCause | HeartbeatCause | 'manual', string> = {
  dns_nxdomain: 'The name does not exist',
  dns_no_address: 'The name has no address',
  dns_servfail: 'The name server failed',
  dns_timeout: 'The name server did not answer in time',
  dns_failure: 'The name could not be looked up',
  connect_refused: 'The connection was refused',
  connect_timeout: 'No connection in time',
  connect_unreachable: 'The network or host is unreachable',
  connect_failed: 'The connection failed',
  tls_expired: 'The certificate has expired',
  tls_not_yet_valid: 'The certificate is not valid yet',
  tls_self_signed: 'The certificate is self-signed',
  tls_host_mismatch: 'The certificate is for another host',
  tls_untrusted: 'The certificate is not trusted',
  tls_revoked: 'The certificate is revoked',
  tls_protocol: 'No common TLS version',
  tls_timeout: 'The TLS handshake took too long',
  tls_invalid: 'The TLS handshake failed',
  timeout: 'No answer in time',
  connection_reset: 'The connection was reset',
  connection_closed: 'The connection was closed too early',
  protocol_error: 'The answer is not HTTP',
  header_overflow: 'The headers are too large',
  informational_overflow: 'Too many interim answers',
  body_malformed: 'The body is malformed',
  too_many_redirects: 'Too many redirects',
  redirect_invalid: 'A redirect leads nowhere',
  blocked_target: 'The target may not be reached from here',
  http_status: 'Unexpected status code',
  keyword: 'The keyword did not match',
  assertion: 'An assertion failed',
  latency: 'Slower than its limit',
  cancelled: 'The check was cancelled',
  prober_fault: 'Our own fault, not the target’s',
  heartbeat_missed: 'No ping in time',
  heartbeat_failed: 'The job reported a failure',
  heartbeat_overrun: 'A run began and did not end in time',
  manual: 'Opened by hand',
};

function isKnown(cause: string): cause is keyof typeof causeWords {
  return Object.hasOwn(causeWords, cause);
}

export function causeSentence(cause: string | null): string {
  if (cause === null || cause === '') return '';
  if (isKnown(cause)) return causeWords[cause];
  const text = cause.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
