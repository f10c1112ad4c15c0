import { authorize, authorizeProject } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { decodeIdCursor, type Page, toPage } from '@/lib/core/paging';
import { parseInput } from '@/lib/core/parse';
import { selectReportRows } from '@/lib/reports/queries';
import { listReportsInput, type ReportView } from '@/lib/reports/schema';
import { toReportView } from '@/lib/reports/view';

/** Newest first. */
export async function listReports(ctx: Ctx, raw: unknown): Promise<Page<ReportView>> {
  authorize(ctx, 'report.read');
  const { limit, cursor, project_id } = parseInput(listReportsInput, raw);
  if (project_id !== undefined) authorizeProject(ctx, project_id);
  const projectId = project_id ?? projectLimit(ctx) ?? undefined;
  const before = decodeIdCursor(cursor, 'rpt');
  const rows = await selectReportRows(ctx.db, ctx.organizationId, projectId, { limit, before });
  return toPage(rows, limit, (row) => [row.id], toReportView);
}
