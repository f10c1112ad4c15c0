import type { Db } from '@/db/client';
import type { PageAccess, PageLocale } from '@/lib/status-pages/constants';
import { findPublishedPage } from '@/lib/status-pages/internal/access-queries';
import { type PageBranding, pageBranding } from '@/lib/status-pages/schema';

/** What may be known of a published page before it is read: its name and colours, and who may read it. */
export type LockedPage = {
  id: string;
  slug: string;
  name: string;
  branding: PageBranding;
  defaultLocale: PageLocale;
  locales: readonly PageLocale[];
  access: PageAccess;
  accessVersion: number;
  allowedRanges: readonly string[];
};

/** For visitors; no permission is asked. Null where no published page has the slug. */
export async function findLockedPage(db: Db, slug: string): Promise<LockedPage | null> {
  const page = await findPublishedPage(db, slug);
  if (page === null) return null;
  const { id, name, defaultLocale, locales, access, accessVersion, allowedRanges } = page;
  const branding = pageBranding.parse(page.branding);
  return { id, slug, name, branding, defaultLocale, locales, access, accessVersion, allowedRanges };
}
