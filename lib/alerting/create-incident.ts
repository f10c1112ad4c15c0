import { authorize, authorizeProject } from '@/lib/access/authorize';
import { type Ctx, storedActor } from '@/lib/access/context';
import { tellTransition } from '@/lib/alerting/internal/tell-transition';
import { findMonitor, insertEvent, insertIncident } from '@/lib/alerting/queries/incidents';
import { writeAudit } from '@/lib/audit/write-audit';
import { notFound } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { readIncident } from '@/lib/incidents/read-incident';
import { createIncidentInput, type IncidentView } from '@/lib/incidents/schema';
import { requireProject } from '@/lib/projects/require-project';

/**
 * By hand, and resolved by hand. With a monitor it stands beside what the monitor's own checks open, and hides none
 * of it. @throws ProductError `not_found` (project, monitor)
 */
export async function createIncident(ctx: Ctx, raw: unknown): Promise<IncidentView> {
  authorize(ctx, 'incident.write');
  const input = parseInput(createIncidentInput, raw);
  authorizeProject(ctx, input.project_id);
  const { organizationId, now } = ctx;
  const actor = storedActor(ctx.actor);
  return ctx.db.transaction(async (db) => {
    await requireProject({ ...ctx, db }, input.project_id);
    const monitor =
      input.monitor_id === null ? null : await findMonitor(db, organizationId, input.monitor_id);
    if (input.monitor_id !== null && monitor?.projectId !== input.project_id) throw notFound('monitor');
    const incident = await insertIncident(db, {
      id: newId('inc', now.getTime()),
      organizationId,
      projectId: input.project_id,
      monitorId: input.monitor_id,
      status: 'open',
      title: input.title,
      cause: 'manual',
      openedAt: now,
      createdAt: now,
    });
    const event = { organizationId, incidentId: incident.id, at: now, actor };
    await insertEvent(db, { ...event, type: 'opened', body: input.title });
    if (input.body !== '') await insertEvent(db, { ...event, type: 'comment', body: input.body });
    await tellTransition({ ...ctx, db }, 'opened', incident, monitor);
    await writeAudit(ctx, db, {
      action: 'incident.created',
      targetId: incident.id,
      detail: { title: input.title },
    });
    return readIncident({ ...ctx, db }, incident.id);
  });
}
