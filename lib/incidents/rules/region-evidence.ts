import type { CheckEvidence } from '@/lib/checks/rules/check-evidence';
import type { RegionEvidence } from '@/lib/incidents/schema';
import type { CheckOutcome } from '@/lib/probing/probe';

function toMs(us: number | null): number | null {
  return us === null ? null : us / 1000;
}

/** What an incident keeps of the check of one region that proved it. */
export function toRegionEvidence(
  region: string,
  scheduledAt: Date,
  outcome: CheckOutcome,
  response: CheckEvidence | null,
): RegionEvidence {
  const { timings } = outcome;
  return {
    region,
    scheduled_at: scheduledAt.toISOString(),
    result: outcome.result,
    cause: outcome.cause,
    error: outcome.error === null ? null : outcome.error.slice(0, 2000),
    http_status: outcome.httpStatus,
    attempts: outcome.attempts,
    total_ms: toMs(timings.totalUs),
    dns_ms: toMs(timings.dnsUs),
    connect_ms: toMs(timings.connectUs),
    tls_ms: toMs(timings.tlsUs),
    wait_ms: toMs(timings.waitUs),
    transfer_ms: toMs(timings.transferUs),
    response,
  };
}
