import { isDeepStrictEqual } from 'node:util';
import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { parseInput } from '@/lib/core/parse';
import { holdPage } from '@/lib/status-pages/internal/hold-page';
import { slugTaken } from '@/lib/status-pages/internal/take-slug';
import { viewStoredPage } from '@/lib/status-pages/internal/view-stored-page';
import { markPage } from '@/lib/status-pages/mark-page';
import { isSlugTaken, lockSlugs, type StoredPage, updatePageRow } from '@/lib/status-pages/queries';
import {
  pageBranding,
  pageSettings,
  type StatusPageView,
  updateStatusPageInput,
} from '@/lib/status-pages/schema';

/** @throws ProductError `not_found`, `invalid`, `conflict` when the slug is taken */
export async function updateStatusPage(ctx: Ctx, raw: unknown): Promise<StatusPageView> {
  authorize(ctx, 'status_page.write');
  const { id, ...patch } = parseInput(updateStatusPageInput, raw);
  return ctx.db.transaction(async (db) => {
    if (patch.slug !== undefined) await lockSlugs(db);
    const stored = await holdPage({ ...ctx, db }, id);
    if (patch.slug !== undefined && patch.slug !== stored.slug && (await isSlugTaken(db, patch.slug))) {
      throw slugTaken();
    }
    const before = editableOf(stored);
    const defaultLocale = patch.default_locale ?? before.defaultLocale;
    const after = {
      name: patch.name ?? before.name,
      description: patch.description ?? before.description,
      slug: patch.slug ?? before.slug,
      isPublished: patch.is_published ?? before.isPublished,
      isIndexed: patch.is_indexed ?? before.isIndexed,
      timeZone: patch.time_zone ?? before.timeZone,
      defaultLocale,
      locales: [...new Set([defaultLocale, ...(patch.locales ?? before.locales)])],
      branding: patch.branding ?? before.branding,
      settings: patch.settings ?? before.settings,
    };
    if (isDeepStrictEqual(before, after)) return viewStoredPage(db, stored);
    const page = await updatePageRow(db, id, { ...after, updatedAt: ctx.now });
    const changed = Object.keys(patch).filter((field) => patch[field as keyof typeof patch] !== undefined);
    await writeAudit(ctx, db, { action: 'status_page.updated', targetId: id, detail: { changed } });
    await markPage(db, id);
    return viewStoredPage(db, page);
  });
}

function editableOf(page: StoredPage) {
  return {
    name: page.name,
    description: page.description,
    slug: page.slug,
    isPublished: page.isPublished,
    isIndexed: page.isIndexed,
    timeZone: page.timeZone,
    defaultLocale: page.defaultLocale,
    locales: page.locales,
    branding: pageBranding.parse(page.branding),
    settings: pageSettings.parse(page.settings),
  };
}
