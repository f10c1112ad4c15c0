import type { Db } from '@/db/client';
import { authorize, authorizeProject } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { notFound } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { requireProject } from '@/lib/projects/require-project';
import { holdMonitors, insertComponents } from '@/lib/status-pages/internal/component-queries';
import { deriveSlug, slugTaken } from '@/lib/status-pages/internal/take-slug';
import { viewStoredPage } from '@/lib/status-pages/internal/view-stored-page';
import { markPage } from '@/lib/status-pages/mark-page';
import { insertPage, lockSlugs, type StoredPage } from '@/lib/status-pages/queries';
import { createStatusPageInput, type StatusPageView } from '@/lib/status-pages/schema';

/** @throws ProductError `invalid`, `not_found` (project, monitor), `conflict` when the slug that was asked for is taken */
export async function createStatusPage(ctx: Ctx, raw: unknown): Promise<StatusPageView> {
  authorize(ctx, 'status_page.write');
  const input = parseInput(createStatusPageInput, raw);
  authorizeProject(ctx, input.project_id);
  const { organizationId, now } = ctx;
  return ctx.db.transaction(async (db) => {
    await requireProject({ ...ctx, db }, input.project_id);
    await lockSlugs(db);
    const page = await insertPage(db, {
      id: newId('pag', now.getTime()),
      organizationId,
      projectId: input.project_id,
      slug: input.slug ?? (await deriveSlug(db, input.name)),
      name: input.name,
      description: input.description,
      isPublished: input.is_published,
      isIndexed: input.is_indexed,
      timeZone: input.time_zone,
      defaultLocale: input.default_locale,
      locales: [...new Set([input.default_locale, ...(input.locales ?? [])])],
      branding: input.branding,
      settings: input.settings,
      createdAt: now,
      updatedAt: now,
    });
    if (page === null) throw slugTaken();
    await addMonitors(ctx, db, page, [...new Set(input.monitor_ids)]);
    const detail = { name: page.name, slug: page.slug };
    await writeAudit(ctx, db, { action: 'status_page.created', targetId: page.id, detail });
    await markPage(db, page.id);
    return viewStoredPage(db, page);
  });
}

async function addMonitors(ctx: Ctx, db: Db, page: StoredPage, ids: readonly string[]): Promise<void> {
  const names = await holdMonitors(db, page.projectId, ids);
  const rows = ids.map((monitorId, position) => {
    const name = names.get(monitorId);
    if (name === undefined) throw notFound('monitor in this project');
    return {
      id: newId('cmp', ctx.now.getTime()),
      organizationId: ctx.organizationId,
      pageId: page.id,
      kind: 'monitor' as const,
      monitorId,
      name: name.slice(0, 120),
      position,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    };
  });
  await insertComponents(db, rows);
}
