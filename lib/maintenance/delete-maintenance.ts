import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { ProductError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { holdMaintenance } from '@/lib/maintenance/internal/load-maintenance';
import { deleteMaintenanceRow, isMarking } from '@/lib/maintenance/queries';
import { maintenanceRef } from '@/lib/maintenance/schema';

/** With its windows; the spans of its monitors stay. @throws ProductError `not_found`, `conflict` while one runs */
export async function deleteMaintenance(ctx: Ctx, raw: unknown): Promise<{ id: string }> {
  authorize(ctx, 'maintenance.write');
  const { id } = parseInput(maintenanceRef, raw);
  return ctx.db.transaction(async (db) => {
    const { title } = await holdMaintenance({ ...ctx, db }, id);
    if (await isMarking(db, id)) {
      throw new ProductError('conflict', 'A window of this maintenance runs. End it first.');
    }
    await deleteMaintenanceRow(db, id);
    await writeAudit(ctx, db, { action: 'maintenance.deleted', targetId: id, detail: { title } });
    return { id };
  });
}
