import type { Db } from '@/db/client';
import { insertHeartbeat } from '@/lib/heartbeats/queries';

/** In the transaction that creates its monitor. It waits for its first ping. */
export async function addHeartbeat(tx: Db, organizationId: string, monitorId: string): Promise<void> {
  await insertHeartbeat(tx, organizationId, monitorId);
}
