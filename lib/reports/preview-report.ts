import { authorize, authorizeProject } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { makeReport } from '@/lib/reports/internal/make-report';
import { findProjectName } from '@/lib/reports/queries';
import { previewReportInput, type ReportFiguresView } from '@/lib/reports/schema';
import { toFiguresView } from '@/lib/reports/view';

/** Of the last whole day, week or month, as it would be told now; nothing is sent. @throws ProductError `not_found` */
export async function previewReport(ctx: Ctx, raw: unknown): Promise<ReportFiguresView> {
  authorize(ctx, 'report.read');
  const { project_id: id, cadence, time_zone: timeZone } = parseInput(previewReportInput, raw);
  authorizeProject(ctx, id);
  const name = await findProjectName(ctx.db, ctx.organizationId, id);
  if (name === null) throw notFound('project');
  const wanted = { organizationId: ctx.organizationId, project: { id, name }, cadence, timeZone };
  return toFiguresView(await makeReport(ctx.db, wanted, ctx.now, ctx.now));
}
