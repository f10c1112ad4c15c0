import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { parseInput } from '@/lib/core/parse';
import { deleteMonitorRow } from '@/lib/monitors/internal/delete-queries';
import { loadMonitor } from '@/lib/monitors/internal/load-monitor';
import { monitorRef } from '@/lib/monitors/schema';

/** With its schedules, spans and incidents. @throws ProductError `not_found` */
export async function deleteMonitor(ctx: Ctx, raw: unknown): Promise<{ id: string }> {
  authorize(ctx, 'monitor.write');
  const { id } = parseInput(monitorRef, raw);
  return ctx.db.transaction(async (db) => {
    const { name } = await loadMonitor({ ...ctx, db }, id);
    await deleteMonitorRow(db, ctx.organizationId, id);
    await writeAudit(ctx, db, { action: 'monitor.deleted', targetId: id, detail: { name } });
    return { id };
  });
}
