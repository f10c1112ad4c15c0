import type { Evidence } from '@/lib/probing/probe';

/** What a failed check saw, as it is stored and shown. Secrets were cut by the probe. */
export type CheckEvidence = {
  url: string;
  redirects: string[];
  remote_address: string | null;
  headers: [name: string, value: string][];
  body: string | null;
  body_truncated: boolean;
};

const maxHeaders = 100;

export function toCheckEvidence(evidence: Evidence): CheckEvidence {
  return {
    url: evidence.url.slice(0, 4096),
    redirects: evidence.redirects.slice(0, 20).map((url) => url.slice(0, 4096)),
    remote_address: evidence.remoteAddress,
    headers: evidence.headers
      .slice(0, maxHeaders)
      .map(([name, value]) => [name.slice(0, 1024), value.slice(0, 4096)]),
    body: evidence.body,
    body_truncated: evidence.bodyTruncated,
  };
}

/**
 * Which checks of a streak of failures keep their evidence: the first ten, then every tenth, so that a target
 * that stays down for weeks does not fill the disk with the same page.
 */
export function keepsEvidence(consecutiveFailures: number): boolean {
  return consecutiveFailures <= 10 || consecutiveFailures % 10 === 0;
}
