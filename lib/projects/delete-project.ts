import { authorize, authorizeProject } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { deleteProjectRow } from '@/lib/projects/internal/delete-queries';
import { lockProject } from '@/lib/projects/queries';
import { projectIdInput } from '@/lib/projects/schema';

/** With its monitors, incidents, channels, status pages and the keys that are limited to it. */
export async function deleteProject(ctx: Ctx, raw: unknown): Promise<void> {
  authorize(ctx, 'project.write');
  const { id } = parseInput(projectIdInput, raw);
  authorizeProject(ctx, id);
  await ctx.db.transaction(async (db) => {
    const stored = await lockProject(db, ctx.organizationId, id);
    if (stored === null) throw notFound('project');
    await deleteProjectRow(db, id);
    await writeAudit(ctx, db, { action: 'project.deleted', targetId: id, detail: { name: stored.name } });
  });
}
