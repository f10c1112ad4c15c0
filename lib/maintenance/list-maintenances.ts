import { authorize, authorizeProject } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { decodeIdCursor, type Page, toPage } from '@/lib/core/paging';
import { parseInput } from '@/lib/core/parse';
import { selectMaintenanceRows } from '@/lib/maintenance/queries';
import { listMaintenancesInput, type MaintenanceView } from '@/lib/maintenance/schema';
import { toMaintenanceView } from '@/lib/maintenance/view';

/** Newest first. */
export async function listMaintenances(ctx: Ctx, raw: unknown): Promise<Page<MaintenanceView>> {
  authorize(ctx, 'maintenance.read');
  const { limit, cursor, project_id, ...filter } = parseInput(listMaintenancesInput, raw);
  if (project_id !== undefined) authorizeProject(ctx, project_id);
  const projectId = project_id ?? projectLimit(ctx) ?? undefined;
  const rows = await selectMaintenanceRows(
    ctx.db,
    ctx.organizationId,
    { ...filter, projectId },
    { limit, before: decodeIdCursor(cursor, 'mnt') },
  );
  return toPage(rows, limit, ({ maintenance }) => [maintenance.id], toMaintenanceView);
}
