import type { Db } from '@/db/client';
import { appendEvidence, insertIncidentEvents } from '@/lib/incidents/internal/bulk-queries';
import { stillup } from '@/lib/incidents/open-incidents';
import type { RegionEvidence } from '@/lib/incidents/schema';

export type IncidentToConfirm = { id: string; organizationId: string; at: Date; evidence: RegionEvidence };

/** One more region sees what an open incident is about. */
export async function confirmIncidents(tx: Db, list: readonly IncidentToConfirm[]): Promise<void> {
  await appendEvidence(tx, list);
  await insertIncidentEvents(
    tx,
    list.map(({ id, organizationId, at, evidence }) => ({
      organizationId,
      incidentId: id,
      at,
      type: 'confirmed' as const,
      actor: stillup,
      body: `${evidence.region}: ${evidence.error ?? evidence.cause ?? 'the check failed'}`,
    })),
  );
}
