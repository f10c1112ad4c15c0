import { type Ctx, projectLimit, storedActor } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { newId } from '@/lib/core/ids';
import { loadPageIncident } from '@/lib/page-incidents/internal/load-page-incident';
import { sayUpdate, type Words } from '@/lib/page-incidents/internal/say-update';
import { claimSources, insertPageIncident } from '@/lib/page-incidents/internal/write-queries';
import type { NewPageIncident } from '@/lib/page-incidents/queries';
import type { PageIncidentView } from '@/lib/page-incidents/schema';
import type { StoredPage } from '@/lib/status-pages/require-page';

type First = Pick<
  NewPageIncident,
  'kind' | 'title' | 'chosenImpact' | 'impact' | 'startedAt' | 'scheduledFor' | 'scheduledUntil'
>;
type How = { isDraft: boolean; incidentIds?: readonly string[] };

/**
 * What a person tells for the first time, in the transaction of `ctx`. Where it is of outages (`incidentIds`), the page is locked.
 * @throws ProductError `not_found` (component)
 */
export async function tellFirst(
  ctx: Ctx,
  page: StoredPage,
  first: First,
  words: Words,
  { isDraft, incidentIds = [] }: How,
): Promise<PageIncidentView> {
  const { db, now } = ctx;
  const actor = storedActor(ctx.actor);
  const incident = await insertPageIncident(db, {
    ...first,
    id: newId('pin', now.getTime()),
    organizationId: ctx.organizationId,
    pageId: page.id,
    origin: 'person',
    status: words.status,
    publishedAt: isDraft ? null : now,
    isTaken: true,
    createdBy: actor,
    createdAt: now,
    updatedAt: now,
  });
  await claimSources(db, incident, { incidentIds, within: projectLimit(ctx) });
  await sayUpdate(db, { incident, isPagePublished: page.isPublished }, words, { actor, now });
  await writeAudit(ctx, db, {
    action: 'page_incident.created',
    targetId: incident.id,
    detail: { title: incident.title, is_draft: isDraft },
  });
  return loadPageIncident(ctx, page, incident.id);
}
