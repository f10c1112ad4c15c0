import { type Ctx, projectLimit } from '@/lib/access/context';
import { notFound } from '@/lib/core/errors';
import { findMaintenanceRow, lockMaintenance, type StoredMaintenance } from '@/lib/maintenance/queries';
import type { MaintenanceView } from '@/lib/maintenance/schema';
import { toMaintenanceView } from '@/lib/maintenance/view';

/** @throws ProductError `not_found` */
export async function loadMaintenance(ctx: Ctx, id: string): Promise<MaintenanceView> {
  const row = await findMaintenanceRow(ctx.db, ctx.organizationId, id);
  if (row === null || isBeyond(ctx, row.maintenance.projectId)) throw notFound('maintenance');
  return toMaintenanceView(row);
}

/** For a change, in the transaction of `ctx`. @throws ProductError `not_found` */
export async function holdMaintenance(ctx: Ctx, id: string): Promise<StoredMaintenance> {
  const row = await lockMaintenance(ctx.db, ctx.organizationId, id);
  if (row === null || isBeyond(ctx, row.projectId)) throw notFound('maintenance');
  return row;
}

function isBeyond(ctx: Ctx, projectId: string): boolean {
  const limit = projectLimit(ctx);
  return limit !== null && limit !== projectId;
}
