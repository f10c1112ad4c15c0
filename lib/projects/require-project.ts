import type { Ctx } from '@/lib/access/context';
import { notFound } from '@/lib/core/errors';
import { findProjectRow } from '@/lib/projects/queries';

/** For verbs of later rooms that have asked for their own permission. @throws ProductError `not_found` */
export async function requireProject(ctx: Ctx, projectId: string): Promise<void> {
  const row = await findProjectRow(ctx.db, ctx.organizationId, projectId);
  if (row === null) throw notFound('project');
}
