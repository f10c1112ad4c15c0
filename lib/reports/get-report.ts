import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { parseInput } from '@/lib/core/parse';
import { readReport } from '@/lib/reports/internal/hold-report';
import { type ReportView, reportRef } from '@/lib/reports/schema';
import { toReportView } from '@/lib/reports/view';

/** @throws ProductError `not_found` */
export async function getReport(ctx: Ctx, raw: unknown): Promise<ReportView> {
  authorize(ctx, 'report.read');
  const { id } = parseInput(reportRef, raw);
  return toReportView(await readReport(ctx, id));
}
