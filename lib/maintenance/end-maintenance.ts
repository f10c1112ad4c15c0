import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { ProductError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { holdMaintenance, loadMaintenance } from '@/lib/maintenance/internal/load-maintenance';
import { endRunningWindow } from '@/lib/maintenance/queries';
import { type MaintenanceView, maintenanceRef } from '@/lib/maintenance/schema';

/**
 * The window that runs ends now; a recurring maintenance goes on with its next one.
 * @throws ProductError `not_found`, `conflict` where none runs
 */
export async function endMaintenance(ctx: Ctx, raw: unknown): Promise<MaintenanceView> {
  authorize(ctx, 'maintenance.write');
  const { id } = parseInput(maintenanceRef, raw);
  return ctx.db.transaction(async (db) => {
    const inTx = { ...ctx, db };
    await holdMaintenance(inTx, id);
    if (!(await endRunningWindow(db, id))) {
      throw new ProductError('conflict', 'No window of this maintenance runs now.');
    }
    await writeAudit(ctx, db, { action: 'maintenance.ended', targetId: id });
    return loadMaintenance(inTx, id);
  });
}
