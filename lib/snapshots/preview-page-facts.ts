import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { loadPageFacts } from '@/lib/snapshots/load-page-facts';
import type { PageFacts } from '@/lib/snapshots/rules/facts';
import { previewPageInput } from '@/lib/snapshots/schema';
import { requirePage } from '@/lib/status-pages/require-page';

/**
 * What a page would show with changes that are not saved yet: nothing is written. For editors.
 * @throws ProductError `not_found`
 */
export async function previewPageFacts(ctx: Ctx, raw: unknown): Promise<PageFacts> {
  authorize(ctx, 'status_page.write');
  const { page_id, draft } = parseInput(previewPageInput, raw);
  const { id } = await requirePage(ctx, page_id);
  const facts = await loadPageFacts(ctx.db, id);
  if (facts === null) throw notFound('status page');
  const { page } = facts;
  const defaultLocale = draft.default_locale ?? page.defaultLocale;
  return {
    ...facts,
    page: {
      ...page,
      name: draft.name ?? page.name,
      description: draft.description ?? page.description,
      branding: draft.branding ?? page.branding,
      settings: draft.settings ?? page.settings,
      timeZone: draft.time_zone ?? page.timeZone,
      defaultLocale,
      locales: [...new Set([defaultLocale, ...page.locales])],
    },
  };
}
