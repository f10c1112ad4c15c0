import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeReportDeliveries } from '@/lib/alerting/write-report-deliveries';
import { notifyChanges } from '@/lib/audit/notify-changes';
import { writeAudit } from '@/lib/audit/write-audit';
import { notFound, ProductError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { takeReaders } from '@/lib/reports/internal/check-channels';
import { holdReport } from '@/lib/reports/internal/hold-report';
import { makeReport } from '@/lib/reports/internal/make-report';
import { findProjectName } from '@/lib/reports/queries';
import { reportRef, type SentReportView } from '@/lib/reports/schema';

/**
 * The last period, once more and at once; its next time stays.
 * @throws ProductError `not_found`, `conflict` where none of its channels is switched on
 */
export async function sendReportNow(ctx: Ctx, raw: unknown): Promise<SentReportView> {
  authorize(ctx, 'report.write');
  const { id } = parseInput(reportRef, raw);
  return ctx.db.transaction(async (db) => {
    const report = await holdReport({ ...ctx, db }, id);
    const { organizationId, projectId } = report;
    const name = await findProjectName(db, organizationId, projectId);
    if (name === null) throw notFound('report');
    const channelIds = await takeReaders(db, projectId, report.channelIds);
    if (channelIds.length === 0) {
      throw new ProductError(
        'conflict',
        'None of its channels is switched on: switch one on, or choose others.',
      );
    }
    const wanted = { ...report, project: { id: projectId, name } };
    const message = await makeReport(db, wanted, ctx.now, ctx.now);
    const delivery_ids = await writeReportDeliveries(db, { organizationId, channelIds }, message, ctx.now);
    await writeAudit(ctx, db, { action: 'report.sent', targetId: id, detail: { delivery_ids } });
    await notifyChanges(db, [{ organizationId, topic: 'deliveries' }]);
    return { delivery_ids };
  });
}
