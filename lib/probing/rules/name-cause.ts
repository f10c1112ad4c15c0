import type { ResolutionFault } from '@/lib/net/constants';
import type { FailureCause, Phase } from '@/lib/probing/constants';

export function causeOfResolution(fault: ResolutionFault): FailureCause {
  switch (fault) {
    case 'nxdomain':
      return 'dns_nxdomain';
    case 'no_address':
      return 'dns_no_address';
    case 'servfail':
      return 'dns_servfail';
    case 'timeout':
      return 'dns_timeout';
    case 'failure':
      return 'dns_failure';
  }
}

export function causeOfTimeout(phase: Phase): FailureCause {
  switch (phase) {
    case 'dns':
      return 'dns_timeout';
    case 'connect':
      return 'connect_timeout';
    case 'tls':
      return 'tls_timeout';
    case 'wait':
    case 'transfer':
      return 'timeout';
  }
}

/** We have run out of something ourselves: that says nothing about the target. */
const ownFaults = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRNOTAVAIL']);

export function causeOfConnect(code: string): FailureCause {
  if (ownFaults.has(code)) return 'prober_fault';
  switch (code) {
    case 'EBLOCKED':
      return 'blocked_target';
    case 'ECONNREFUSED':
      return 'connect_refused';
    case 'ETIMEDOUT':
      return 'connect_timeout';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EHOSTDOWN':
    case 'ENETDOWN':
      return 'connect_unreachable';
    case 'ECONNRESET':
      return 'connection_reset';
    default:
      return 'connect_failed';
  }
}

/** Codes of OpenSSL's certificate check as Node names them: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
export function causeOfCertificate(code: string): FailureCause {
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return 'tls_expired';
    case 'CERT_NOT_YET_VALID':
      return 'tls_not_yet_valid';
    case 'CERT_REVOKED':
      return 'tls_revoked';
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return 'tls_self_signed';
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
    case 'HOSTNAME_MISMATCH':
      return 'tls_host_mismatch';
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'CERT_UNTRUSTED':
    case 'CERT_CHAIN_TOO_LONG':
      return 'tls_untrusted';
    default:
      return 'tls_invalid';
  }
}

/** What ends a handshake: no common version or cipher, an alert, an answer that is not TLS at all. */
export function causeOfHandshake(code: string): FailureCause {
  if (ownFaults.has(code)) return 'prober_fault';
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'connection_reset';
  if (/PROTOCOL|VERSION|CIPHER|HANDSHAKE_FAILURE|PACKET_LENGTH|HTTP_REQUEST|RECORD/.test(code))
    return 'tls_protocol';
  return 'tls_invalid';
}
