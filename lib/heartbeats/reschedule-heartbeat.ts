import type { Db } from '@/db/client';
import { lockHeartbeat, updateHeartbeat } from '@/lib/heartbeats/queries';
import type { HeartbeatRules } from '@/lib/heartbeats/rules/heartbeat-facts';
import { stepHeartbeat } from '@/lib/heartbeats/rules/step-heartbeat';

/** In the transaction that changes what a heartbeat is judged by. `nowMs`: the database's clock. */
export async function rescheduleHeartbeat(
  tx: Db,
  monitorId: string,
  rules: HeartbeatRules,
  nowMs: number,
): Promise<void> {
  const before = await lockHeartbeat(tx, monitorId);
  if (before === null) return;
  const { after } = stepHeartbeat(before, rules, { kind: 'reschedule', atMs: nowMs });
  await updateHeartbeat(tx, monitorId, after);
}
