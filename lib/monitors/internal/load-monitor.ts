import { type Ctx, projectLimit } from '@/lib/access/context';
import { notFound } from '@/lib/core/errors';
import { findMonitorRow } from '@/lib/monitors/queries';
import type { MonitorView } from '@/lib/monitors/schema';
import { toMonitorView } from '@/lib/monitors/view';

/** For verbs that have asked for their permission. @throws ProductError `not_found` */
export async function loadMonitor(ctx: Ctx, monitorId: string): Promise<MonitorView> {
  const row = await findMonitorRow(ctx.db, ctx.organizationId, monitorId);
  const limit = projectLimit(ctx);
  if (row === null || (limit !== null && row.monitor.projectId !== limit)) throw notFound('monitor');
  return toMonitorView(ctx, row);
}
