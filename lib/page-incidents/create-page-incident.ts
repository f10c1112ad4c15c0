import { authorize } from '@/lib/access/authorize';
import { type Ctx, storedActor } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { invalidField } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { loadPageIncident } from '@/lib/page-incidents/internal/load-page-incident';
import { sayUpdate } from '@/lib/page-incidents/internal/say-update';
import { claimSources, insertPageIncident } from '@/lib/page-incidents/internal/write-queries';
import { createPageIncidentInput, type PageIncidentView } from '@/lib/page-incidents/schema';
import { requireLockedPage } from '@/lib/status-pages/require-page';

/**
 * Published at once, with its first update, unless it is to be a draft. Outages it tells of (`incident_ids`) make no draft of
 * their own, and a draft there was of them is discarded. @throws ProductError `invalid`, `not_found` (page, component)
 */
export async function createPageIncident(ctx: Ctx, raw: unknown): Promise<PageIncidentView> {
  authorize(ctx, 'status_page.write');
  const input = parseInput(createPageIncidentInput, raw);
  if (input.status === 'postmortem') throw invalidField('/status', 'a post-mortem follows what is resolved');
  const startedAt = input.started_at === undefined ? ctx.now : new Date(input.started_at);
  if (startedAt > ctx.now) throw invalidField('/started_at', 'must not lie in the future');
  const actor = storedActor(ctx.actor);
  return ctx.db.transaction(async (db) => {
    const inTx = { ...ctx, db };
    const page = await requireLockedPage(inTx, input.page_id);
    const incident = await insertPageIncident(db, {
      id: newId('pin', ctx.now.getTime()),
      organizationId: ctx.organizationId,
      pageId: page.id,
      kind: 'incident',
      origin: 'person',
      title: input.title,
      status: input.status,
      chosenImpact: input.impact,
      impact: input.impact ?? 'none',
      publishedAt: input.is_draft ? null : ctx.now,
      isTaken: true,
      startedAt,
      createdBy: actor,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    });
    await claimSources(db, incident, input.incident_ids);
    const components = input.components.map(({ component_id, status }) => ({
      componentId: component_id,
      status,
    }));
    await sayUpdate(
      db,
      { incident, isPagePublished: page.isPublished },
      { status: input.status, components, body: input.body, isNotifying: input.notify },
      { actor, now: ctx.now },
    );
    await writeAudit(ctx, db, {
      action: 'page_incident.created',
      targetId: incident.id,
      detail: { title: input.title, is_draft: input.is_draft },
    });
    return loadPageIncident(inTx, page, incident.id);
  });
}
