import { readEvidence } from '@/lib/incidents/rules/read-evidence';
import type { IncidentEvidence } from '@/lib/incidents/schema';
import type { Outage } from '@/lib/page-incidents/rules/draft-words';
import type { ComponentStatus } from '@/lib/status-pages/constants';

/** `evidence`: as it is stored. */
type SeenIncident = { cause: string; evidence: unknown; downSinceMs: number };

/** What of an incident customers may know, and how its component is. Of its evidence only results and the status of HTTP are read. */
export function readOutage(
  name: string,
  { cause, evidence, downSinceMs }: SeenIncident,
): { outage: Outage; status: ComponentStatus } {
  const { regions } = readEvidence(evidence);
  const seen = regions.find((region) => region.cause === cause && region.http_status !== null);
  return {
    outage: { name, cause, httpStatus: seen?.http_status ?? null, sinceMs: downSinceMs },
    status: statusOf(regions),
  };
}

/** Degraded where no region saw more than that. */
function statusOf(regions: IncidentEvidence['regions']): ComponentStatus {
  const results = regions.map(({ result }) => result);
  return results.includes('degraded') && !results.includes('down') ? 'degraded_performance' : 'major_outage';
}
