import { authorize } from '@/lib/access/authorize';
import { type Ctx, storedActor } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { ProductError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { holdPageIncident, loadPageIncident } from '@/lib/page-incidents/internal/load-page-incident';
import { readWords, sayAnew } from '@/lib/page-incidents/internal/say-anew';
import { updatePageIncidentRow } from '@/lib/page-incidents/internal/write-queries';
import { type PageIncidentView, publishPageIncidentInput } from '@/lib/page-incidents/schema';
import { requirePage } from '@/lib/status-pages/require-page';

/** A draft, as it stands. The second time changes nothing. @throws ProductError `not_found`, `conflict` (its time has passed) */
export async function publishPageIncident(ctx: Ctx, raw: unknown): Promise<PageIncidentView> {
  authorize(ctx, 'status_page.write');
  const input = parseInput(publishPageIncidentInput, raw);
  return ctx.db.transaction(async (db) => {
    const inTx = { ...ctx, db };
    const page = await requirePage(inTx, input.page_id);
    const draft = await holdPageIncident(inTx, input);
    if (draft.publishedAt !== null) return loadPageIncident(inTx, page, draft.id);
    if (draft.scheduledUntil !== null && draft.scheduledUntil <= ctx.now) {
      throw new ProductError('conflict', 'The end of this maintenance has passed. Move its times first.');
    }
    const words = await readWords(db, draft);
    const hasBegun = draft.scheduledFor !== null && draft.scheduledFor <= ctx.now;
    const incident = await updatePageIncidentRow(db, draft.id, {
      publishedAt: ctx.now,
      publishAt: null,
      isTaken: true,
    });
    const spoken = hasBegun ? { ...words, ...inProgress(words.components) } : words;
    await sayAnew(
      db,
      { incident, isPagePublished: page.isPublished },
      { ...spoken, isNotifying: input.notify },
      { actor: storedActor(ctx.actor), now: ctx.now },
    );
    await writeAudit(ctx, db, { action: 'page_incident.published', targetId: draft.id });
    return loadPageIncident(inTx, page, draft.id);
  });
}

function inProgress(components: readonly { componentId: string }[]) {
  return {
    status: 'in_progress' as const,
    components: components.map(({ componentId }) => ({ componentId, status: 'under_maintenance' as const })),
  };
}
