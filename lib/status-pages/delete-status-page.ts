import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { parseInput } from '@/lib/core/parse';
import { holdPage } from '@/lib/status-pages/internal/hold-page';
import { markPage } from '@/lib/status-pages/mark-page';
import { deletePageRow, holdIncidentsOfPage, holdMonitorsOfPage } from '@/lib/status-pages/queries';
import { requirePage } from '@/lib/status-pages/require-page';
import { statusPageRef } from '@/lib/status-pages/schema';

/** With its components, incidents, subscribers and domains. @throws ProductError `not_found` */
export async function deleteStatusPage(ctx: Ctx, raw: unknown): Promise<{ id: string }> {
  authorize(ctx, 'status_page.write');
  const { id } = parseInput(statusPageRef, raw);
  return ctx.db.transaction(async (db) => {
    await requirePage({ ...ctx, db }, id);
    // Before the page: who deletes a whole project comes by its monitors first.
    await holdMonitorsOfPage(db, id);
    const { name, slug } = await holdPage({ ...ctx, db }, id);
    await holdIncidentsOfPage(db, id);
    await deletePageRow(db, id);
    await writeAudit(ctx, db, { action: 'status_page.deleted', targetId: id, detail: { name, slug } });
    await markPage(db, id);
    return { id };
  });
}
