import { authorize, authorizeProject } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { findProjectRow } from '@/lib/projects/queries';
import { type ProjectView, projectIdInput } from '@/lib/projects/schema';
import { toProjectView } from '@/lib/projects/view';

export async function getProject(ctx: Ctx, raw: unknown): Promise<ProjectView> {
  authorize(ctx, 'project.read');
  const { id } = parseInput(projectIdInput, raw);
  authorizeProject(ctx, id);
  const row = await findProjectRow(ctx.db, ctx.organizationId, id);
  if (row === null) throw notFound('project');
  return toProjectView(ctx, row);
}
