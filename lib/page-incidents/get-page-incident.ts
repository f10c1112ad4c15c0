import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { parseInput } from '@/lib/core/parse';
import { loadPageIncident } from '@/lib/page-incidents/internal/load-page-incident';
import { type PageIncidentView, pageIncidentRef } from '@/lib/page-incidents/schema';
import { requirePage } from '@/lib/status-pages/require-page';

/** With its updates, and how many were told of each. @throws ProductError `not_found` */
export async function getPageIncident(ctx: Ctx, raw: unknown): Promise<PageIncidentView> {
  authorize(ctx, 'status_page.read');
  const { page_id, id } = parseInput(pageIncidentRef, raw);
  return loadPageIncident(ctx, await requirePage(ctx, page_id), id);
}
