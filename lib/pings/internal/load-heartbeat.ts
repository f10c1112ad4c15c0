import type { Ctx } from '@/lib/access/context';
import { ProductError } from '@/lib/core/errors';
import { getMonitor } from '@/lib/monitors/get-monitor';
import type { HeartbeatMonitorView } from '@/lib/monitors/schema';

/** @throws ProductError `not_found`, `conflict` where it is a monitor of another type */
export async function loadHeartbeat(ctx: Ctx, monitorId: string): Promise<HeartbeatMonitorView> {
  const monitor = await getMonitor(ctx, { id: monitorId });
  if (monitor.type === 'heartbeat') return monitor;
  throw new ProductError('conflict', 'Only heartbeats have pings and runs. This monitor has checks.');
}
