import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { toUuid } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { getMonitor } from '@/lib/monitors/get-monitor';
import { type MonitorView, monitorRef } from '@/lib/monitors/schema';
import { asReader } from '@/lib/pipeline/internal/as-reader';
import { resumeMany } from '@/lib/pipeline/internal/pause-many';

/** Its first check is due at once. The second time changes nothing. @throws ProductError `not_found` */
export async function resumeMonitor(ctx: Ctx, raw: unknown): Promise<MonitorView> {
  authorize(ctx, 'monitor.write');
  const { id } = parseInput(monitorRef, raw);
  return ctx.db.transaction(async (db) => {
    const inTx = { ...ctx, db };
    await getMonitor(asReader(inTx), { id });
    await resumeMany(inTx, [toUuid(id)]);
    return getMonitor(asReader(inTx), { id });
  });
}
