import { z } from 'zod';
import { renderStatusPage } from '@/components/status-pages/public/html-documents';
import type { Ctx } from '@/lib/access/context';
import { parseInput } from '@/lib/core/parse';
import { previewPageFacts } from '@/lib/snapshots/preview-page-facts';
import { viewPage } from '@/lib/snapshots/rules/view-page';
import { previewPageInput } from '@/lib/snapshots/schema';
import { statusAssets } from '@/lib/snapshots/status-assets';
import { pageLocales } from '@/lib/status-pages/constants';

const input = z.strictObject({
  ...previewPageInput.shape,
  locale: z.enum(pageLocales),
  /** What the visitor prefers, where the page leaves it to them. */
  theme: z.enum(['light', 'dark']),
});

/**
 * The page with what is not saved yet, for a frame that runs nothing: without scripts, its links open elsewhere, and its
 * pictures come by the session of who edits.
 * @throws ProductError `forbidden`, `not_found`, `invalid`
 */
export async function previewStatusPage(ctx: Ctx, raw: unknown): Promise<{ html: string }> {
  const { page_id, draft, locale, theme } = parseInput(input, raw);
  const facts = await previewPageFacts(ctx, { page_id, draft: { ...draft, default_locale: locale } });
  const { branding } = facts.page;
  const page = {
    ...facts.page,
    branding: { ...branding, theme: branding.theme === 'auto' ? theme : branding.theme },
  };
  const base = `/status-pages/${page_id}`;
  const { html } = await renderStatusPage(viewPage({ ...facts, page }), locale, statusAssets(), base);
  return { html: stilled(html) };
}

function stilled(html: string): string {
  return html
    .replaceAll(/<script\b[^>]*><\/script>/g, '')
    .replaceAll(/ autofocus=""/gi, '')
    .replace('<head>', '<head><base target="_blank">');
}
