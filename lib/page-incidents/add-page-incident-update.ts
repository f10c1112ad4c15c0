import { authorize } from '@/lib/access/authorize';
import { type Ctx, storedActor } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { invalidField, ProductError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { holdPageIncident, loadPageIncident } from '@/lib/page-incidents/internal/load-page-incident';
import { sayUpdate, toNamed } from '@/lib/page-incidents/internal/say-update';
import { updatePageIncidentRow } from '@/lib/page-incidents/internal/write-queries';
import type { StoredPageIncident } from '@/lib/page-incidents/queries';
import { isOver, isPhaseOf } from '@/lib/page-incidents/rules/phases';
import { addPageIncidentUpdateInput, type PageIncidentView } from '@/lib/page-incidents/schema';
import type { PageIncidentStatus } from '@/lib/status-pages/constants';
import { requirePage } from '@/lib/status-pages/require-page';

/**
 * The next word to customers, in any phase of its kind: people correct themselves. From here on people close it, and nothing is
 * said in their place. @throws ProductError `invalid`, `not_found`, `conflict` (a draft, changed meanwhile, past its times)
 */
export async function addPageIncidentUpdate(ctx: Ctx, raw: unknown): Promise<PageIncidentView> {
  authorize(ctx, 'status_page.write');
  const input = parseInput(addPageIncidentUpdateInput, raw);
  return ctx.db.transaction(async (db) => {
    const inTx = { ...ctx, db };
    const page = await requirePage(inTx, input.page_id);
    const incident = await holdPageIncident(inTx, input);
    refuse(incident, input.status, ctx.now);
    const expected = input.expected_updated_at;
    if (expected !== undefined && Date.parse(expected) !== incident.updatedAt.getTime()) {
      throw new ProductError(
        'conflict',
        'Somebody was faster. Read what they said, then say what is missing.',
      );
    }
    const taken = await updatePageIncidentRow(db, incident.id, { isTaken: true });
    await sayUpdate(
      db,
      { incident: taken, isPagePublished: page.isPublished },
      {
        status: input.status,
        components: toNamed(input.components),
        body: input.body,
        isNotifying: input.notify,
      },
      { actor: storedActor(ctx.actor), now: ctx.now },
    );
    await writeAudit(ctx, db, {
      action: 'page_incident.update_added',
      targetId: incident.id,
      detail: { status: input.status },
    });
    return loadPageIncident(inTx, page, incident.id);
  });
}

function refuse(incident: StoredPageIncident, status: PageIncidentStatus, now: Date): void {
  if (incident.publishedAt === null) {
    throw new ProductError('conflict', 'It is a draft: change its words, or publish it first.');
  }
  if (!isPhaseOf(incident.kind, status)) {
    throw invalidField(
      '/status',
      `is no phase of ${incident.kind === 'incident' ? 'an incident' : 'a maintenance'}`,
    );
  }
  if (status === 'postmortem' && incident.resolvedAt === null) {
    throw new ProductError('conflict', 'A post-mortem follows what is resolved. Resolve it first.');
  }
  const { scheduledFor, scheduledUntil } = incident;
  if (isOver(status)) return;
  // It turns by itself: what its times say at once would undo the words of a person.
  if (scheduledUntil !== null && scheduledUntil <= now) {
    throw new ProductError('conflict', 'The end of this maintenance has passed. Move its end first.');
  }
  if (status === 'scheduled' && scheduledFor !== null && scheduledFor <= now) {
    throw new ProductError(
      'conflict',
      'The beginning of this maintenance has passed. Move its beginning first.',
    );
  }
}
