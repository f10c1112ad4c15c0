/** Kinds of monitor that a probe runs. Each has a schema in `schema.ts` and a probe in `probes.ts`. */
export const probeTypes = ['http'] as const;
export type ProbeType = (typeof probeTypes)[number];

/** `unknown` is said when the fault is our own: a cancelled check, or a prober out of ports or files. */
export const checkResults = ['up', 'degraded', 'down', 'unknown'] as const;
export type CheckResult = (typeof checkResults)[number];

export const phases = ['dns', 'connect', 'tls', 'wait', 'transfer'] as const;
export type Phase = (typeof phases)[number];

/** Fixed words, stored with results and incidents: append, never rename. */
export const failureCauses = [
  'dns_nxdomain',
  'dns_no_address',
  'dns_servfail',
  'dns_timeout',
  'dns_failure',
  'connect_refused',
  'connect_timeout',
  'connect_unreachable',
  'connect_failed',
  'tls_expired',
  'tls_not_yet_valid',
  'tls_self_signed',
  'tls_host_mismatch',
  'tls_untrusted',
  'tls_revoked',
  'tls_protocol',
  'tls_timeout',
  'tls_invalid',
  'timeout',
  'connection_reset',
  'connection_closed',
  'protocol_error',
  'header_overflow',
  'informational_overflow',
  'body_malformed',
  'too_many_redirects',
  'redirect_invalid',
  'blocked_target',
  'http_status',
  'keyword',
  'assertion',
  'latency',
  'cancelled',
  'prober_fault',
] as const;
export type FailureCause = (typeof failureCauses)[number];

export const httpMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
export type HttpMethod = (typeof httpMethods)[number];

export const comparisons = [
  'equals',
  'not_equals',
  'contains',
  'not_contains',
  'matches',
  'less_than',
  'greater_than',
] as const;

export const assertionSeverities = ['down', 'degraded'] as const;
export type AssertionSeverity = (typeof assertionSeverities)[number];

export const maxRedirects = 5;
export const maxBodyBytes = 1024 * 1024;
export const maxEvidenceBodyBytes = 2048;
