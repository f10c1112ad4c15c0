import { authorize, authorizeProject } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { slugTaken } from '@/lib/projects/internal/add-project';
import { findProjectIdBySlug, lockProject, lockSlugs, updateProjectRow } from '@/lib/projects/queries';
import { type ProjectView, updateProjectInput } from '@/lib/projects/schema';
import { toProjectView } from '@/lib/projects/view';

/** A merge patch. @throws ProductError `not_found`, `invalid`, `conflict` when the slug is taken */
export async function updateProject(ctx: Ctx, raw: unknown): Promise<ProjectView> {
  authorize(ctx, 'project.write');
  const patch = parseInput(updateProjectInput, raw);
  authorizeProject(ctx, patch.id);
  return ctx.db.transaction(async (db) => {
    await lockSlugs(db, ctx.organizationId);
    const stored = await lockProject(db, ctx.organizationId, patch.id);
    if (stored === null) throw notFound('project');
    const name = patch.name ?? stored.name;
    const slug = patch.slug ?? stored.slug;
    const holder = await findProjectIdBySlug(db, ctx.organizationId, slug);
    if (holder !== null && holder !== stored.id) throw slugTaken();
    if (name === stored.name && slug === stored.slug) return toProjectView(ctx, stored);
    await updateProjectRow(db, stored.id, { name, slug, updatedAt: ctx.now });
    const fields = Object.keys(patch).filter((field) => field !== 'id');
    await writeAudit(ctx, db, { action: 'project.updated', targetId: stored.id, detail: { fields } });
    return toProjectView(ctx, { ...stored, name, slug, updatedAt: ctx.now });
  });
}
