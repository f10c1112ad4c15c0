import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { parseInput } from '@/lib/core/parse';
import { getMonitor } from '@/lib/monitors/get-monitor';
import { toDowntimeEvent } from '@/lib/spans/list-downtime';
import { selectDownSpans } from '@/lib/spans/queries';
import { type DowntimeEvent, lastDowntimeInput } from '@/lib/spans/schema';

/** When the monitor was last down; null when it never was. @throws ProductError `not_found` */
export async function getLastDowntime(ctx: Ctx, raw: unknown): Promise<DowntimeEvent | null> {
  authorize(ctx, 'monitor.read');
  const { monitor_id } = parseInput(lastDowntimeInput, raw);
  await getMonitor(ctx, { id: monitor_id });
  const always = { from: new Date(0), to: ctx.now };
  const [row] = await selectDownSpans(ctx.db, ctx.organizationId, monitor_id, always, 1);
  return row === undefined ? null : toDowntimeEvent(row);
}
