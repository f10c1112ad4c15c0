import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { parseInput } from '@/lib/core/parse';
import { readIncident } from '@/lib/incidents/read-incident';
import { type IncidentView, incidentRef } from '@/lib/incidents/schema';

/** With timeline, evidence and deliveries. @throws ProductError `not_found` */
export async function getIncident(ctx: Ctx, raw: unknown): Promise<IncidentView> {
  authorize(ctx, 'incident.read');
  return readIncident(ctx, parseInput(incidentRef, raw).id);
}
