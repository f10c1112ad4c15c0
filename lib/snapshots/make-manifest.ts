import type { Db } from '@/db/client';
import { findProvenHostnames } from '@/lib/domains/find-proven-hostnames';
import { selectAccess } from '@/lib/snapshots/queries/facts';
import type { PageFacts } from '@/lib/snapshots/rules/facts';
import type { SnapshotManifest } from '@/lib/snapshots/schema';

/** What gateways must know of a page to answer for it, but for its badges; null of one that has gone meanwhile. */
export async function makeManifest(
  db: Db,
  facts: PageFacts,
): Promise<Omit<SnapshotManifest, 'badges'> | null> {
  const { page, checkedAtMs } = facts;
  const access = await selectAccess(db, page.id);
  if (access === null) return null;
  const hostnames = (await findProvenHostnames(db, [page.id])).get(page.id) ?? [];
  return {
    pageId: page.id,
    organizationId: page.organizationId,
    slug: page.slug,
    name: page.name,
    hostnames: [...hostnames].slice(0, 20),
    isIndexed: page.isIndexed,
    ...access,
    defaultLocale: page.defaultLocale,
    locales: [...page.locales],
    checkedAtMs,
  };
}
