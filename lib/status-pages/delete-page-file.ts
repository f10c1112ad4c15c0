import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { deleteFileRow } from '@/lib/status-pages/internal/file-queries';
import { holdPage } from '@/lib/status-pages/internal/hold-page';
import { markPage } from '@/lib/status-pages/mark-page';
import { pageFileRef } from '@/lib/status-pages/schema';

/** @throws ProductError `not_found` */
export async function deletePageFile(ctx: Ctx, raw: unknown): Promise<void> {
  authorize(ctx, 'status_page.write');
  const { page_id, kind } = parseInput(pageFileRef, raw);
  await ctx.db.transaction(async (db) => {
    await holdPage({ ...ctx, db }, page_id);
    if (!(await deleteFileRow(db, page_id, kind))) throw notFound('file');
    await writeAudit(ctx, db, { action: 'status_page.file_deleted', targetId: page_id, detail: { kind } });
    await markPage(db, page_id);
  });
}
