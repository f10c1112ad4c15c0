import { type Ctx, projectLimit } from '@/lib/access/context';
import { notFound } from '@/lib/core/errors';
import { findReportRow, lockReportRow, type StoredReport } from '@/lib/reports/queries';

/** @throws ProductError `not_found` */
export async function readReport(ctx: Ctx, id: string): Promise<StoredReport> {
  return visible(ctx, await findReportRow(ctx.db, ctx.organizationId, id));
}

/** Locked until the transaction ends. @throws ProductError `not_found` */
export async function holdReport(ctx: Ctx, id: string): Promise<StoredReport> {
  return visible(ctx, await lockReportRow(ctx.db, ctx.organizationId, id));
}

function visible(ctx: Ctx, row: StoredReport | null): StoredReport {
  const limit = projectLimit(ctx);
  if (row === null || (limit !== null && row.projectId !== limit)) throw notFound('report');
  return row;
}
