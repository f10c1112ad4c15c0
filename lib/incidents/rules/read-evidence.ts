import { type IncidentEvidence, incidentEvidence } from '@/lib/incidents/schema';

/** Evidence is extra: one that cannot be read must keep nothing from being told. */
export function readEvidence(stored: unknown): IncidentEvidence {
  const parsed = incidentEvidence.safeParse(stored);
  return parsed.success ? parsed.data : { regions: [], heartbeat: null };
}
