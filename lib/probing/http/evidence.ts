import { maxEvidenceBodyBytes } from '@/lib/probing/constants';
import type { Received } from '@/lib/probing/http/exchange';
import { decodeBody } from '@/lib/probing/http/read-body';
import type { Evidence } from '@/lib/probing/probe';
import { cutSecretHeaders, cutSecretParameters, withoutNul } from '@/lib/probing/rules/cut-secrets';

export function evidenceOf(url: string, redirects: readonly string[], received: Received): Evidence {
  const headers = received.head?.headers ?? [];
  const body = received.body.subarray(0, maxEvidenceBodyBytes);
  return {
    url: cutSecretParameters(url),
    redirects: redirects.map(cutSecretParameters),
    remoteAddress: received.remoteAddress,
    status: received.head?.status ?? null,
    headers: cutSecretHeaders(headers.slice(0, 100)),
    body: received.head === null ? null : withoutNul(decodeBody(body, headers)),
    bodyTruncated: received.isBodyCut || received.body.length > body.length,
  };
}
