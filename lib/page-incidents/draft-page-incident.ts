import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { parseInput } from '@/lib/core/parse';
import { requireIncident } from '@/lib/incidents/read-incident';
import { findMonitorComponent } from '@/lib/page-incidents/queries';
import { draftWords } from '@/lib/page-incidents/rules/draft-words';
import { impactOf } from '@/lib/page-incidents/rules/phases';
import { readOutage } from '@/lib/page-incidents/rules/read-outage';
import { wordsOf } from '@/lib/page-incidents/rules/words-of';
import { draftPageIncidentInput, type PageIncidentDraftView } from '@/lib/page-incidents/schema';
import { requirePage } from '@/lib/status-pages/require-page';

/**
 * Words for customers out of what an outage shows, in the language of the page; nothing is stored. The monitor stands in them by the name it has on the page,
 * and nothing of what it asks or was answered but a status of HTTP. @throws ProductError `not_found` (page, incident)
 */
export async function draftPageIncident(ctx: Ctx, raw: unknown): Promise<PageIncidentDraftView> {
  authorize(ctx, 'status_page.read');
  authorize(ctx, 'incident.read');
  const { page_id, incident_id } = parseInput(draftPageIncidentInput, raw);
  const page = await requirePage(ctx, page_id);
  const { incident } = await requireIncident(ctx, incident_id);
  const component =
    incident.monitorId === null ? null : await findMonitorComponent(ctx.db, page_id, incident.monitorId);
  const downSinceMs = (incident.downSinceAt ?? incident.openedAt).getTime();
  const name = component?.name ?? wordsOf(page.defaultLocale).service;
  const { cause, evidence } = incident;
  const { outage, status } = readOutage(name, { cause, evidence, downSinceMs });
  const words = draftWords(page.defaultLocale, [outage], ctx.now.getTime());
  return {
    ...words,
    impact: component === null ? 'none' : impactOf([status]),
    components: component === null ? [] : [{ component_id: component.id, status }],
  };
}
