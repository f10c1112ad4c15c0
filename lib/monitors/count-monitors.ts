import { authorize, authorizeProject } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { parseInput } from '@/lib/core/parse';
import type { MonitorStatus } from '@/lib/monitors/constants';
import { countMonitorRows } from '@/lib/monitors/queries';
import { countMonitorsInput } from '@/lib/monitors/schema';

export async function countMonitors(ctx: Ctx, raw: unknown): Promise<Record<MonitorStatus, number>> {
  authorize(ctx, 'monitor.read');
  const { project_id } = parseInput(countMonitorsInput, raw);
  if (project_id !== undefined) authorizeProject(ctx, project_id);
  const projectId = project_id ?? projectLimit(ctx) ?? undefined;
  const counts: Record<MonitorStatus, number> = {
    pending: 0,
    up: 0,
    degraded: 0,
    down: 0,
    paused: 0,
    maintenance: 0,
    unknown: 0,
  };
  for (const row of await countMonitorRows(ctx.db, ctx.organizationId, { projectId })) {
    counts[row.status] = row.total;
  }
  return counts;
}
