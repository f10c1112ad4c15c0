import { authorize } from '@/lib/access/authorize';
import { type Ctx, storedActor } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { invalidField } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { loadPageIncident } from '@/lib/page-incidents/internal/load-page-incident';
import { sayUpdate } from '@/lib/page-incidents/internal/say-update';
import { insertPageIncident } from '@/lib/page-incidents/internal/write-queries';
import { findTimesFault } from '@/lib/page-incidents/rules/times';
import { createPageMaintenanceInput, type PageIncidentView } from '@/lib/page-incidents/schema';
import { requirePage } from '@/lib/status-pages/require-page';

/**
 * Told on this page alone, at its own times: it begins and ends there by itself, and no monitor is silenced. One whose time has
 * come is in progress at once. @throws ProductError `invalid`, `not_found` (page, component)
 */
export async function createPageMaintenance(ctx: Ctx, raw: unknown): Promise<PageIncidentView> {
  authorize(ctx, 'status_page.write');
  const input = parseInput(createPageMaintenanceInput, raw);
  const [scheduledFor, scheduledUntil] = [new Date(input.scheduled_for), new Date(input.scheduled_until)];
  const fault = findTimesFault({
    forMs: scheduledFor.getTime(),
    untilMs: scheduledUntil.getTime(),
    nowMs: ctx.now.getTime(),
  });
  if (fault !== null) throw invalidField(fault.pointer, fault.detail);
  const actor = storedActor(ctx.actor);
  const status = !input.is_draft && scheduledFor <= ctx.now ? 'in_progress' : 'scheduled';
  return ctx.db.transaction(async (db) => {
    const inTx = { ...ctx, db };
    const page = await requirePage(inTx, input.page_id);
    const incident = await insertPageIncident(db, {
      id: newId('pin', ctx.now.getTime()),
      organizationId: ctx.organizationId,
      pageId: page.id,
      kind: 'maintenance',
      origin: 'person',
      title: input.title,
      status,
      impact: 'maintenance',
      publishedAt: input.is_draft ? null : ctx.now,
      isTaken: true,
      startedAt: scheduledFor,
      scheduledFor,
      scheduledUntil,
      createdBy: actor,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    });
    const components = input.component_ids.map((componentId) => ({
      componentId,
      status: status === 'in_progress' ? ('under_maintenance' as const) : ('operational' as const),
    }));
    await sayUpdate(
      db,
      { incident, isPagePublished: page.isPublished },
      { status, components, body: input.body, isNotifying: input.notify },
      { actor, now: ctx.now },
    );
    await writeAudit(ctx, db, {
      action: 'page_incident.created',
      targetId: incident.id,
      detail: { title: input.title, is_draft: input.is_draft },
    });
    return loadPageIncident(inTx, page, incident.id);
  });
}
