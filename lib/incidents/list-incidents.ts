import { authorize, authorizeProject } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { decodeIdCursor, type Page, toPage } from '@/lib/core/paging';
import { parseInput } from '@/lib/core/parse';
import { selectIncidentRows } from '@/lib/incidents/queries';
import { type IncidentSummaryView, listIncidentsInput } from '@/lib/incidents/schema';
import { toIncidentSummary } from '@/lib/incidents/view';

/** Newest first. `status=unresolved` is open and acknowledged together. */
export async function listIncidents(ctx: Ctx, raw: unknown): Promise<Page<IncidentSummaryView>> {
  authorize(ctx, 'incident.read');
  const { limit, cursor, status, project_id, monitor_id } = parseInput(listIncidentsInput, raw);
  if (project_id !== undefined) authorizeProject(ctx, project_id);
  const statuses =
    status === undefined
      ? undefined
      : status === 'unresolved'
        ? (['open', 'acknowledged'] as const)
        : [status];
  const rows = await selectIncidentRows(
    ctx.db,
    ctx.organizationId,
    { statuses, projectId: project_id ?? projectLimit(ctx) ?? undefined, monitorId: monitor_id },
    { limit, before: decodeIdCursor(cursor, 'inc') },
  );
  return toPage(
    rows,
    limit,
    ({ incident }) => [incident.id],
    (row) => toIncidentSummary(row, ctx.now),
  );
}
