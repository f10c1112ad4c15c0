import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { parseInput } from '@/lib/core/parse';
import { loadMonitor } from '@/lib/monitors/internal/load-monitor';
import { type MonitorView, monitorRef } from '@/lib/monitors/schema';

/** @throws ProductError `not_found`, also for another tenant's and outside the project a key is limited to. */
export async function getMonitor(ctx: Ctx, raw: unknown): Promise<MonitorView> {
  authorize(ctx, 'monitor.read');
  const { id } = parseInput(monitorRef, raw);
  return loadMonitor(ctx, id);
}
