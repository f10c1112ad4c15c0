import { authorize, authorizeProject } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { coverMonitors } from '@/lib/maintenance/internal/cover-monitors';
import { loadMaintenance } from '@/lib/maintenance/internal/load-maintenance';
import { settleTiming, toTimingColumns } from '@/lib/maintenance/internal/settle-timing';
import { insertMaintenance, layWindow, selectNowMs } from '@/lib/maintenance/queries';
import { nextWindow } from '@/lib/maintenance/rules/windows';
import { createMaintenanceInput, type MaintenanceView } from '@/lib/maintenance/schema';
import { requireProject } from '@/lib/projects/require-project';

/**
 * Its first window is laid; one that begins now covers its monitors within a second.
 * @throws ProductError `invalid`, `not_found` (project, monitor)
 */
export async function createMaintenance(ctx: Ctx, raw: unknown): Promise<MaintenanceView> {
  authorize(ctx, 'maintenance.write');
  const input = parseInput(createMaintenanceInput, raw);
  authorizeProject(ctx, input.project_id);
  const { organizationId } = ctx;
  return ctx.db.transaction(async (db) => {
    const inTx = { ...ctx, db };
    await requireProject(inTx, input.project_id);
    const nowMs = await selectNowMs(db);
    const timing = settleTiming(input.when, nowMs);
    const id = newId('mnt', ctx.now.getTime());
    await insertMaintenance(db, {
      id,
      organizationId,
      projectId: input.project_id,
      title: input.title,
      description: input.description,
      coversProject: input.covers_project,
      isAnnounced: input.is_announced,
      ...toTimingColumns(timing),
      createdAt: ctx.now,
      updatedAt: ctx.now,
    });
    await coverMonitors(inTx, { id, projectId: input.project_id }, input.monitor_ids);
    await layWindow(db, { organizationId, maintenanceId: id }, nextWindow(timing, nowMs - 1));
    await writeAudit(ctx, db, {
      action: 'maintenance.created',
      targetId: id,
      detail: { title: input.title },
    });
    return loadMaintenance(inTx, id);
  });
}
