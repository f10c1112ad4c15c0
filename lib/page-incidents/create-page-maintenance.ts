import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { invalidField } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { tellFirst } from '@/lib/page-incidents/internal/tell-first';
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
  const isRunning = !input.is_draft && scheduledFor <= ctx.now;
  const componentStatus = isRunning ? ('under_maintenance' as const) : ('operational' as const);
  return ctx.db.transaction(async (db) => {
    const inTx = { ...ctx, db };
    const page = await requirePage(inTx, input.page_id);
    return tellFirst(
      inTx,
      page,
      {
        kind: 'maintenance',
        title: input.title,
        impact: 'maintenance',
        startedAt: scheduledFor,
        scheduledFor,
        scheduledUntil,
      },
      {
        status: isRunning ? 'in_progress' : 'scheduled',
        components: input.component_ids.map((componentId) => ({ componentId, status: componentStatus })),
        body: input.body,
        isNotifying: input.notify,
      },
      { isDraft: input.is_draft },
    );
  });
}
