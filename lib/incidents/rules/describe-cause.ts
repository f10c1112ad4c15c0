import type { HeartbeatCause } from '@/lib/heartbeats/constants';
import type { FailureCause } from '@/lib/probing/constants';

const phrases: Record<FailureCause | HeartbeatCause, string> = {
  dns_nxdomain: 'its name does not exist',
  dns_no_address: 'its name has no address',
  dns_servfail: 'its name servers fail',
  dns_timeout: 'its name servers do not answer',
  dns_failure: 'its name cannot be resolved',
  connect_refused: 'it refuses connections',
  connect_timeout: 'connecting takes too long',
  connect_unreachable: 'it cannot be reached',
  connect_failed: 'connecting fails',
  tls_expired: 'its certificate has expired',
  tls_not_yet_valid: 'its certificate is not valid yet',
  tls_self_signed: 'its certificate is self-signed',
  tls_host_mismatch: 'its certificate is for another host',
  tls_untrusted: 'its certificate is not trusted',
  tls_revoked: 'its certificate was revoked',
  tls_protocol: 'it speaks no accepted version of TLS',
  tls_timeout: 'the TLS handshake takes too long',
  tls_invalid: 'its TLS is not valid',
  timeout: 'it does not answer in time',
  connection_reset: 'it resets the connection',
  connection_closed: 'it closes the connection early',
  protocol_error: 'its answer is not valid HTTP',
  header_overflow: 'its headers are too large',
  informational_overflow: 'it sends interim answers without end',
  body_malformed: 'the body of its answer is malformed',
  too_many_redirects: 'it redirects too often',
  redirect_invalid: 'it redirects to something that is no URL',
  blocked_target: 'its address may not be requested',
  http_status: 'it answers with an unexpected status',
  keyword: 'its answer lacks what is expected, or has what is forbidden',
  assertion: 'its answer does not meet an assertion',
  latency: 'it answers too slowly',
  cancelled: 'the check was cancelled',
  prober_fault: 'the prober failed',
  heartbeat_missed: 'it did not report in time',
  heartbeat_failed: 'it reported a failure',
  heartbeat_overrun: 'it started and did not finish in time',
};

/** As in "Checkout is down: it answers with status 500". */
export function incidentTitle(
  name: string,
  cause: FailureCause | HeartbeatCause | null,
  httpStatus: number | null,
): string {
  if (cause === null) return `${name} is down`;
  const phrase =
    cause === 'http_status' && httpStatus !== null ? `it answers with status ${httpStatus}` : phrases[cause];
  return `${name} is down: ${phrase}`;
}
