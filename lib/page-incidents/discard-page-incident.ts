import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { notFound, ProductError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { takeBack } from '@/lib/page-incidents/internal/take-back';
import { lockPageIncident } from '@/lib/page-incidents/queries';
import { pageIncidentRef } from '@/lib/page-incidents/schema';
import { requirePage } from '@/lib/status-pages/require-page';

/** A draft that nobody wants; the same outages make no other one. The second time changes nothing. @throws ProductError `not_found`, `conflict` (published) */
export async function discardPageIncident(ctx: Ctx, raw: unknown): Promise<void> {
  authorize(ctx, 'status_page.write');
  const { page_id, id } = parseInput(pageIncidentRef, raw);
  await ctx.db.transaction(async (db) => {
    await requirePage({ ...ctx, db }, page_id);
    const draft = await lockPageIncident(db, ctx.organizationId, page_id, id);
    if (draft === null) throw notFound('incident of this page');
    if (draft.discardedAt !== null) return;
    if (draft.publishedAt !== null) {
      throw new ProductError(
        'conflict',
        'It is published already. Resolve it, or delete it where it was a mistake.',
      );
    }
    await takeBack(db, draft, ctx.now);
    await writeAudit(ctx, db, { action: 'page_incident.discarded', targetId: id });
  });
}
