import { type Ctx, projectLimit } from '@/lib/access/context';
import { notFound } from '@/lib/core/errors';
import {
  findIncidentRow,
  type IncidentRow,
  selectIncidentDeliveries,
  selectTimeline,
} from '@/lib/incidents/queries';
import type { IncidentView } from '@/lib/incidents/schema';
import { toIncidentView } from '@/lib/incidents/view';

/** For verbs that have asked for their own permission already. @throws ProductError `not_found` */
export async function requireIncident(ctx: Ctx, incidentId: string): Promise<IncidentRow> {
  const row = await findIncidentRow(ctx.db, ctx.organizationId, incidentId);
  const limit = projectLimit(ctx);
  if (row === null || (limit !== null && row.incident.projectId !== limit)) throw notFound('incident');
  return row;
}

/** The whole of it, for verbs that have asked for their own permission already. @throws ProductError `not_found` */
export async function readIncident(ctx: Ctx, incidentId: string): Promise<IncidentView> {
  const row = await requireIncident(ctx, incidentId);
  const { db, organizationId, now } = ctx;
  const timeline = await selectTimeline(db, organizationId, incidentId);
  const deliveries = await selectIncidentDeliveries(db, organizationId, incidentId);
  return toIncidentView(row, timeline, deliveries, now);
}
