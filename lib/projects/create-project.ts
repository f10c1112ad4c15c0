import { authorize, refuseProjectKeys } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { parseInput } from '@/lib/core/parse';
import { addProject } from '@/lib/projects/internal/add-project';
import { createProjectInput, type ProjectView } from '@/lib/projects/schema';
import { toProjectView } from '@/lib/projects/view';

/** @throws ProductError `invalid`, `conflict` when the slug that was asked for is taken */
export async function createProject(ctx: Ctx, raw: unknown): Promise<ProjectView> {
  authorize(ctx, 'project.write');
  refuseProjectKeys(ctx);
  const input = parseInput(createProjectInput, raw);
  return ctx.db.transaction(async (db) => {
    const row = await addProject(db, {
      organizationId: ctx.organizationId,
      name: input.name,
      slug: input.slug,
      now: ctx.now,
    });
    await writeAudit(ctx, db, { action: 'project.created', targetId: row.id, detail: { name: row.name } });
    return toProjectView(ctx, row);
  });
}
