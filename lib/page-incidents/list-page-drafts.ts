import { authorize, authorizeProject } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { parseInput } from '@/lib/core/parse';
import { selectPageDrafts } from '@/lib/page-incidents/internal/telling-queries';
import { listPageDraftsInput, type PageDraftView } from '@/lib/page-incidents/schema';

/** What waits to be published on any page: what publishes itself soonest first. At most twenty. */
export async function listPageDrafts(ctx: Ctx, raw: unknown): Promise<{ data: PageDraftView[] }> {
  authorize(ctx, 'status_page.read');
  const { project_id } = parseInput(listPageDraftsInput, raw);
  if (project_id !== undefined) authorizeProject(ctx, project_id);
  const rows = await selectPageDrafts(ctx.db, ctx.organizationId, project_id ?? projectLimit(ctx));
  return {
    data: rows.map((row) => ({
      id: row.id,
      page_id: row.pageId,
      page_name: row.pageName,
      kind: row.kind,
      title: row.title,
      publish_at: row.publishAt?.toISOString() ?? null,
      created_at: row.createdAt.toISOString(),
    })),
  };
}
