import { authorize, authorizeProject } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { decodeCursor, type Page, toPage } from '@/lib/core/paging';
import { parseInput } from '@/lib/core/parse';
import { selectMonitorRows } from '@/lib/monitors/queries';
import { listMonitorsInput, type MonitorView } from '@/lib/monitors/schema';
import { toMonitorView } from '@/lib/monitors/view';

/** In the order of their names. */
export async function listMonitors(ctx: Ctx, raw: unknown): Promise<Page<MonitorView>> {
  authorize(ctx, 'monitor.read');
  const { limit, cursor, project_id, ...filter } = parseInput(listMonitorsInput, raw);
  if (project_id !== undefined) authorizeProject(ctx, project_id);
  const projectId = project_id ?? projectLimit(ctx) ?? undefined;
  const rows = await selectMonitorRows(
    ctx.db,
    ctx.organizationId,
    { ...filter, projectId },
    { limit, after: toPosition(cursor) },
  );
  return toPage(
    rows,
    limit,
    ({ monitor }) => [monitor.name, monitor.id],
    (row) => toMonitorView(ctx, row),
  );
}

function toPosition(cursor: string | undefined): { name: string; id: string } | null {
  if (cursor === undefined) return null;
  const [name = '', id = ''] = decodeCursor(cursor, ['text', 'mon']);
  return { name, id };
}
