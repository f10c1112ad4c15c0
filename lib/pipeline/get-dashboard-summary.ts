import { authorize, authorizeProject } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { toUuid } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { countMonitors } from '@/lib/monitors/count-monitors';
import { countUnresolvedIncidents, sumStates } from '@/lib/pipeline/internal/summary-queries';
import { type DashboardSummaryView, getDashboardSummaryInput } from '@/lib/pipeline/schema';
import { floorRatio } from '@/lib/spans/rules/uptime';

const dayMs = 86_400_000;

/** Monitors by state, unresolved incidents, and uptime over all in 24 hours. */
export async function getDashboardSummary(ctx: Ctx, raw: unknown): Promise<DashboardSummaryView> {
  authorize(ctx, 'monitor.read');
  authorize(ctx, 'incident.read');
  const { project_id } = parseInput(getDashboardSummaryInput, raw);
  if (project_id !== undefined) authorizeProject(ctx, project_id);
  const projectId = project_id ?? projectLimit(ctx);
  const scope = {
    organizationUuid: toUuid(ctx.organizationId),
    projectUuid: projectId === null ? null : toUuid(projectId),
  };
  const [monitors, openIncidents, { up, down, watched, lived }] = await Promise.all([
    countMonitors(ctx, project_id === undefined ? {} : { project_id }),
    countUnresolvedIncidents(ctx.db, scope),
    sumStates(ctx.db, scope, new Date(ctx.now.getTime() - dayMs)),
  ]);
  return {
    monitors,
    open_incidents: openIncidents,
    uptime_24h: {
      uptime_ratio: floorRatio(up, up + down),
      coverage_ratio: floorRatio(Math.min(watched, lived), lived),
    },
  };
}
