import type { Db } from '@/db/client';
import { type ActiveMaintenance, selectActive } from '@/lib/maintenance/queries';

/**
 * By monitor id, the maintenance that covers it now and until when; of several the one that ends last. Monitors without
 * one are left out. For callers that have asked for permission, or act for nobody.
 */
export async function findActiveMaintenances(
  db: Db,
  monitorIds: readonly string[],
): Promise<ReadonlyMap<string, ActiveMaintenance>> {
  const rows = await selectActive(db, monitorIds);
  return new Map(rows.map(({ monitorId, ...active }) => [monitorId, active]));
}
