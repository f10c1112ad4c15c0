import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { selectChecks } from '@/lib/checks/queries';
import { type CheckView, listChecksInput } from '@/lib/checks/schema';
import { toCheckView } from '@/lib/checks/view';
import { instantInput } from '@/lib/core/instant-input';
import { decodeCursor, type Page, toPage } from '@/lib/core/paging';
import { parseInput } from '@/lib/core/parse';
import { getMonitor } from '@/lib/monitors/get-monitor';

/** Raw checks of a monitor, the latest first. @throws ProductError `not_found`, `invalid` */
export async function listChecks(ctx: Ctx, raw: unknown): Promise<Page<CheckView>> {
  authorize(ctx, 'monitor.read');
  const { monitor_id, limit, cursor, from, to, result, region } = parseInput(listChecksInput, raw);
  await getMonitor(ctx, { id: monitor_id });
  const filter = {
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
    result,
    region,
  };
  const rows = await selectChecks(ctx.db, monitor_id, filter, { limit, before: toPosition(cursor) });
  return toPage(rows, limit, (row) => [row.scheduledAt.toISOString(), row.region], toCheckView);
}

function toPosition(cursor: string | undefined): { scheduledAt: Date; region: string } | null {
  if (cursor === undefined) return null;
  const [at, region = ''] = decodeCursor(cursor, ['instant', 'text']);
  return { scheduledAt: new Date(parseInput(instantInput, at)), region };
}
