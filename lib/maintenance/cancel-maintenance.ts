import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { ProductError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { holdMaintenance, loadMaintenance } from '@/lib/maintenance/internal/load-maintenance';
import { cancelComingWindows, endRunningWindow, updateMaintenanceRow } from '@/lib/maintenance/queries';
import { type MaintenanceView, maintenanceRef } from '@/lib/maintenance/schema';

/**
 * No window begins any more, and one that runs ends now. What was laid stays. The second time changes nothing.
 * @throws ProductError `not_found`, `conflict` for one that is over
 */
export async function cancelMaintenance(ctx: Ctx, raw: unknown): Promise<MaintenanceView> {
  authorize(ctx, 'maintenance.write');
  const { id } = parseInput(maintenanceRef, raw);
  return ctx.db.transaction(async (db) => {
    const inTx = { ...ctx, db };
    const { cancelledAt } = await holdMaintenance(inTx, id);
    const before = await loadMaintenance(inTx, id);
    if (cancelledAt !== null) return before;
    if (before.status === 'completed') throw new ProductError('conflict', 'This maintenance is over.');
    await cancelComingWindows(db, id);
    await endRunningWindow(db, id);
    await updateMaintenanceRow(db, id, { cancelledAt: ctx.now, updatedAt: ctx.now });
    await writeAudit(ctx, db, { action: 'maintenance.cancelled', targetId: id });
    return loadMaintenance(inTx, id);
  });
}
