import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { parseInput } from '@/lib/core/parse';
import { holdReport } from '@/lib/reports/internal/hold-report';
import { deleteReportRow } from '@/lib/reports/queries';
import { reportRef } from '@/lib/reports/schema';

/** What was told already stays told. @throws ProductError `not_found` */
export async function deleteReport(ctx: Ctx, raw: unknown): Promise<{ id: string }> {
  authorize(ctx, 'report.write');
  const { id } = parseInput(reportRef, raw);
  return ctx.db.transaction(async (db) => {
    const { cadence } = await holdReport({ ...ctx, db }, id);
    await deleteReportRow(db, ctx.organizationId, id);
    await writeAudit(ctx, db, { action: 'report.deleted', targetId: id, detail: { cadence } });
    return { id };
  });
}
