import type { Ctx } from '@/lib/access/context';
import { notFound } from '@/lib/core/errors';
import { holdProject } from '@/lib/projects/queries';

/**
 * For verbs of later rooms that have asked for their own permission: there is such a project, and it stays until the
 * transaction of `ctx` ends. Another tenant's is as none. @throws ProductError `not_found`
 */
export async function requireProject(ctx: Ctx, projectId: string): Promise<void> {
  if (!(await holdProject(ctx.db, ctx.organizationId, projectId))) throw notFound('project');
}
