import { authorize } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { decodeIdCursor, type Page, toPage } from '@/lib/core/paging';
import { parseInput } from '@/lib/core/parse';
import { selectProjectRows } from '@/lib/projects/queries';
import { listProjectsInput, type ProjectView } from '@/lib/projects/schema';
import { toProjectView } from '@/lib/projects/view';

/** The oldest first. */
export async function listProjects(ctx: Ctx, raw: unknown): Promise<Page<ProjectView>> {
  authorize(ctx, 'project.read');
  const { limit, cursor } = parseInput(listProjectsInput, raw);
  const rows = await selectProjectRows(ctx.db, ctx.organizationId, {
    projectId: projectLimit(ctx),
    afterId: decodeIdCursor(cursor, 'prj'),
    limit: limit + 1,
  });
  return toPage(
    rows,
    limit,
    (row) => [row.id],
    (row) => toProjectView(ctx, row),
  );
}
