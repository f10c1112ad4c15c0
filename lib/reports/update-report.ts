import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { parseInput } from '@/lib/core/parse';
import { checkChannels } from '@/lib/reports/internal/check-channels';
import { holdReport } from '@/lib/reports/internal/hold-report';
import { updateReportRow } from '@/lib/reports/queries';
import { nextReportMs } from '@/lib/reports/rules/report-times';
import { type ReportView, updateReportInput } from '@/lib/reports/schema';
import { toReportView } from '@/lib/reports/view';

/** Its next time is counted anew: what was due while it was switched off is not told. @throws ProductError `invalid`, `not_found` */
export async function updateReport(ctx: Ctx, raw: unknown): Promise<ReportView> {
  authorize(ctx, 'report.write');
  const { id, cadence, channel_ids, time_zone, hour, enabled } = parseInput(updateReportInput, raw);
  return ctx.db.transaction(async (db) => {
    const before = await holdReport({ ...ctx, db }, id);
    if (channel_ids !== undefined) await checkChannels(db, before.projectId, channel_ids);
    const timing = {
      cadence: cadence ?? before.cadence,
      timeZone: time_zone ?? before.timeZone,
      hour: hour ?? before.hour,
    };
    const isRetimed = [cadence, time_zone, hour, enabled].some((value) => value !== undefined);
    const row = await updateReportRow(db, id, {
      ...timing,
      channelIds: channel_ids ?? before.channelIds,
      enabled: enabled ?? before.enabled,
      ...(isRetimed ? { nextAt: new Date(nextReportMs(timing, ctx.now.getTime())) } : {}),
      updatedAt: ctx.now,
    });
    const patch = { cadence, channel_ids, time_zone, hour, enabled };
    const changed = Object.entries(patch).flatMap(([field, value]) => (value === undefined ? [] : [field]));
    await writeAudit(ctx, db, { action: 'report.updated', targetId: id, detail: { changed } });
    return toReportView(row);
  });
}
