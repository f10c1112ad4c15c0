import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { invalidField, notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { holdPageIncident, loadPageIncident } from '@/lib/page-incidents/internal/load-page-incident';
import { nextVersion } from '@/lib/page-incidents/internal/say-update';
import {
  lockUpdate,
  updatePageIncidentRow,
  updateUpdateRow,
} from '@/lib/page-incidents/internal/write-queries';
import { editPageIncidentUpdateInput, type PageIncidentView } from '@/lib/page-incidents/schema';
import { markPage } from '@/lib/status-pages/mark-page';
import { requirePage } from '@/lib/status-pages/require-page';

/** Corrects words or their time. Nobody is told again. @throws ProductError `invalid`, `not_found` */
export async function editPageIncidentUpdate(ctx: Ctx, raw: unknown): Promise<PageIncidentView> {
  authorize(ctx, 'status_page.write');
  const { page_id, incident_id, id, body, display_at } = parseInput(editPageIncidentUpdateInput, raw);
  const displayAt = display_at === undefined ? undefined : new Date(display_at);
  if (displayAt !== undefined && displayAt > ctx.now) {
    throw invalidField('/display_at', 'must not lie in the future');
  }
  return ctx.db.transaction(async (db) => {
    const inTx = { ...ctx, db };
    const page = await requirePage(inTx, page_id);
    const incident = await holdPageIncident(inTx, { page_id, id: incident_id });
    const update = await lockUpdate(db, incident.id, id);
    if (update === null) throw notFound('update of this incident');
    await updateUpdateRow(db, id, {
      ...(body === undefined ? {} : { body }),
      ...(displayAt === undefined ? {} : { displayAt }),
      updatedAt: nextVersion(update, ctx.now),
    });
    await updatePageIncidentRow(db, incident.id, {
      isTaken: true,
      updatedAt: nextVersion(incident, ctx.now),
    });
    await markPage(db, page.id);
    await writeAudit(ctx, db, {
      action: 'page_incident.update_edited',
      targetId: incident.id,
      detail: { update_id: id },
    });
    return loadPageIncident(inTx, page, incident.id);
  });
}
