import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { parseInput } from '@/lib/core/parse';
import { loadMaintenance } from '@/lib/maintenance/internal/load-maintenance';
import { type MaintenanceView, maintenanceRef } from '@/lib/maintenance/schema';

/** @throws ProductError `not_found` */
export async function getMaintenance(ctx: Ctx, raw: unknown): Promise<MaintenanceView> {
  authorize(ctx, 'maintenance.read');
  const { id } = parseInput(maintenanceRef, raw);
  return loadMaintenance(ctx, id);
}
