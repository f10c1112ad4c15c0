import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { decodeIdCursor, type Page, toPage } from '@/lib/core/paging';
import { parseInput } from '@/lib/core/parse';
import { selectNamed, selectPageIncidents, selectSources } from '@/lib/page-incidents/queries';
import { listPageIncidentsInput, type PageIncidentSummaryView } from '@/lib/page-incidents/schema';
import { toPageIncidentSummary } from '@/lib/page-incidents/view';
import { requirePage } from '@/lib/status-pages/require-page';

/** Incidents and maintenance, newest first; what was discarded is left out. @throws ProductError `not_found` */
export async function listPageIncidents(ctx: Ctx, raw: unknown): Promise<Page<PageIncidentSummaryView>> {
  authorize(ctx, 'status_page.read');
  const { page_id, limit, cursor, kind, state } = parseInput(listPageIncidentsInput, raw);
  await requirePage(ctx, page_id);
  const rows = await selectPageIncidents(
    ctx.db,
    page_id,
    { kind, state },
    { limit, before: decodeIdCursor(cursor, 'pin') },
  );
  const ids = rows.map(({ id }) => id);
  const named = await selectNamed(ctx.db, ids);
  const sources = await selectSources(ctx.db, ids);
  return toPage(
    rows,
    limit,
    ({ id }) => [id],
    (incident) => toPageIncidentSummary({ incident, named, sources }),
  );
}
