import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { ProductError } from '@/lib/core/errors';
import { toUuid } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { getMonitor } from '@/lib/monitors/get-monitor';
import { type MonitorView, monitorRef } from '@/lib/monitors/schema';
import { asReader } from '@/lib/pipeline/internal/as-reader';
import { resumeMany } from '@/lib/pipeline/internal/pause-many';

/**
 * Its first check is due at once, and the second time changes nothing. A heartbeat waits for its next ping.
 * @throws ProductError `not_found`, `conflict` for a heartbeat that is not paused
 */
export async function resumeMonitor(ctx: Ctx, raw: unknown): Promise<MonitorView> {
  authorize(ctx, 'monitor.write');
  const { id } = parseInput(monitorRef, raw);
  return ctx.db.transaction(async (db) => {
    const inTx = { ...ctx, db };
    const monitor = await getMonitor(asReader(inTx), { id });
    if (monitor.type === 'heartbeat' && !monitor.paused) {
      throw new ProductError('conflict', 'The heartbeat is not paused.');
    }
    await resumeMany(inTx, [toUuid(id)]);
    return getMonitor(asReader(inTx), { id });
  });
}
