import { authorize, authorizeProject } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { requireProject } from '@/lib/projects/require-project';
import { checkChannels } from '@/lib/reports/internal/check-channels';
import { insertReport } from '@/lib/reports/queries';
import { nextReportMs } from '@/lib/reports/rules/report-times';
import { createReportInput, type ReportView } from '@/lib/reports/schema';
import { toReportView } from '@/lib/reports/view';

/** @throws ProductError `invalid`, `not_found` (project) */
export async function createReport(ctx: Ctx, raw: unknown): Promise<ReportView> {
  authorize(ctx, 'report.write');
  const input = parseInput(createReportInput, raw);
  authorizeProject(ctx, input.project_id);
  const { organizationId, now } = ctx;
  const timing = { cadence: input.cadence, timeZone: input.time_zone, hour: input.hour };
  return ctx.db.transaction(async (db) => {
    await requireProject({ ...ctx, db }, input.project_id);
    await checkChannels(db, input.project_id, input.channel_ids);
    const row = await insertReport(db, {
      id: newId('rpt', now.getTime()),
      organizationId,
      projectId: input.project_id,
      ...timing,
      channelIds: input.channel_ids,
      enabled: input.enabled,
      nextAt: new Date(nextReportMs(timing, now.getTime())),
      createdAt: now,
      updatedAt: now,
    });
    await writeAudit(ctx, db, {
      action: 'report.created',
      targetId: row.id,
      detail: { cadence: row.cadence },
    });
    return toReportView(row);
  });
}
