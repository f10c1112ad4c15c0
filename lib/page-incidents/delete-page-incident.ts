import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { parseInput } from '@/lib/core/parse';
import { holdPageIncident } from '@/lib/page-incidents/internal/load-page-incident';
import { takeBack } from '@/lib/page-incidents/internal/take-back';
import { deletePageIncidentRow, forgetWords } from '@/lib/page-incidents/internal/write-queries';
import { selectSources } from '@/lib/page-incidents/queries';
import { pageIncidentRef } from '@/lib/page-incidents/schema';
import { markPage } from '@/lib/status-pages/mark-page';
import { requirePage } from '@/lib/status-pages/require-page';

/**
 * Published by mistake: it is gone from the page, its history and what waits to be sent. Its outages and its window are not told
 * of again. @throws ProductError `not_found`
 */
export async function deletePageIncident(ctx: Ctx, raw: unknown): Promise<void> {
  authorize(ctx, 'status_page.write');
  const ref = parseInput(pageIncidentRef, raw);
  await ctx.db.transaction(async (db) => {
    const inTx = { ...ctx, db };
    await requirePage(inTx, ref.page_id);
    const incident = await holdPageIncident(inTx, ref);
    const sources = await selectSources(db, [incident.id]);
    if (sources.length === 0 && incident.maintenanceWindowId === null) {
      await deletePageIncidentRow(db, incident.id);
    } else {
      await forgetWords(db, incident.id);
      await takeBack(db, incident, ctx.now);
    }
    await markPage(db, ref.page_id);
    await writeAudit(ctx, db, {
      action: 'page_incident.deleted',
      targetId: incident.id,
      detail: { title: incident.title },
    });
  });
}
