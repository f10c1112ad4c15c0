import { authorize, authorizeProject } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { decodeIdCursor, type Page, toPage } from '@/lib/core/paging';
import { parseInput } from '@/lib/core/parse';
import { countOfPages, selectHostnames, selectPages } from '@/lib/status-pages/queries';
import { listStatusPagesInput, type StatusPageSummaryView } from '@/lib/status-pages/schema';
import { toSummaryView } from '@/lib/status-pages/view';

/** Newest first. */
export async function listStatusPages(ctx: Ctx, raw: unknown): Promise<Page<StatusPageSummaryView>> {
  authorize(ctx, 'status_page.read');
  const { limit, cursor, project_id } = parseInput(listStatusPagesInput, raw);
  if (project_id !== undefined) authorizeProject(ctx, project_id);
  const projectId = project_id ?? projectLimit(ctx) ?? undefined;
  const before = decodeIdCursor(cursor, 'pag');
  const rows = await selectPages(ctx.db, ctx.organizationId, projectId, { limit, before });
  const ids = rows.map(({ id }) => id);
  const hostnames = await selectHostnames(ctx.db, ids);
  const counts = await countOfPages(ctx.db, ids);
  const none = { components: 0, subscribers: 0, unresolved: 0 };
  return toPage(
    rows,
    limit,
    (row) => [row.id],
    (row) => toSummaryView(row, hostnames.get(row.id) ?? null, counts.get(row.id) ?? none),
  );
}
