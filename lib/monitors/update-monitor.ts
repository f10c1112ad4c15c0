import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { parseInput } from '@/lib/core/parse';
import { changeMonitor } from '@/lib/monitors/internal/change-monitor';
import { namingTakenExternalId } from '@/lib/monitors/internal/check-settings';
import { type MonitorView, updateMonitorInput } from '@/lib/monitors/schema';

/**
 * A merge patch. Where it changes what or how is checked, the next check is due at once and streaks begin anew;
 * a check in flight by the old settings is dropped.
 * @throws ProductError `not_found`, `invalid`, `conflict` (external_id)
 */
export async function updateMonitor(ctx: Ctx, raw: unknown): Promise<MonitorView> {
  authorize(ctx, 'monitor.write');
  const patch = parseInput(updateMonitorInput, raw);
  return namingTakenExternalId(() =>
    ctx.db.transaction((db) => changeMonitor({ ...ctx, db }, patch, { mode: 'merge' })),
  );
}
