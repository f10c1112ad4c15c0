import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { decodeCursor, type Page, toPage } from '@/lib/core/paging';
import { parseInput } from '@/lib/core/parse';
import { loadMaintenance } from '@/lib/maintenance/internal/load-maintenance';
import { selectWindows } from '@/lib/maintenance/queries';
import { listWindowsInput, type WindowView } from '@/lib/maintenance/schema';
import { toWindowView } from '@/lib/maintenance/view';

/** Those that are over, the one that runs and the next one; the latest first. @throws ProductError `not_found` */
export async function listMaintenanceWindows(ctx: Ctx, raw: unknown): Promise<Page<WindowView>> {
  authorize(ctx, 'maintenance.read');
  const { maintenance_id, limit, cursor } = parseInput(listWindowsInput, raw);
  await loadMaintenance(ctx, maintenance_id);
  const before = cursor === undefined ? null : new Date(decodeCursor(cursor, ['instant'])[0] ?? '');
  const rows = await selectWindows(ctx.db, maintenance_id, { limit, before });
  return toPage(rows, limit, ({ startsAt }) => [startsAt.toISOString()], toWindowView);
}
