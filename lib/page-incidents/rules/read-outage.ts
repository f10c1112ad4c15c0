import type { IncidentEvidence } from '@/lib/incidents/schema';
import type { Outage } from '@/lib/page-incidents/rules/draft-words';
import type { ComponentStatus } from '@/lib/status-pages/constants';

type SeenIncident = { cause: string; evidence: IncidentEvidence; downSinceMs: number };

/** What of an incident customers may know. Of its evidence only the status of HTTP is read. */
export function readOutage(name: string, { cause, evidence, downSinceMs }: SeenIncident): Outage {
  const seen = evidence.regions.find((region) => region.cause === cause && region.http_status !== null);
  return { name, cause, httpStatus: seen?.http_status ?? null, sinceMs: downSinceMs };
}

/** Degraded where no region saw more than that. */
export function outageStatus({ regions }: IncidentEvidence): ComponentStatus {
  const results = regions.map(({ result }) => result);
  return results.includes('degraded') && !results.includes('down') ? 'degraded_performance' : 'major_outage';
}
