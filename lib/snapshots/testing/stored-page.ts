import type { Db } from '@/db/client';
import { statusPages } from '@/db/schema/status-pages';
import { createTenant } from '@/db/testing/tenants';
import { newId } from '@/lib/core/ids';
import { basePlaceholder, stalePlaceholder } from '@/lib/snapshots/constants';
import type { DocumentPlan } from '@/lib/snapshots/documents';
import { makeDocuments } from '@/lib/snapshots/make-documents';
import type { SnapshotManifest } from '@/lib/snapshots/schema';
import type { SnapshotInput } from '@/lib/snapshots/write-snapshot';

/** A published page of a tenant of its own. */
export async function storePage(db: Db, fields: Partial<typeof statusPages.$inferInsert> = {}) {
  const { organizationId, projectId } = await createTenant(db);
  const id = newId('pag');
  const row = {
    id,
    organizationId,
    projectId,
    slug: `acme-${id.slice(-8)}`,
    name: 'Acme',
    isPublished: true,
  };
  const [page] = await db
    .insert(statusPages)
    .values({ ...row, ...fields })
    .returning();
  if (page === undefined) throw new Error('no page');
  return page;
}

type Page = Pick<
  typeof statusPages.$inferSelect,
  'id' | 'organizationId' | 'slug' | 'access' | 'accessVersion'
>;

export function manifestOf(page: Page, more: Partial<SnapshotManifest> = {}): SnapshotManifest {
  return {
    pageId: page.id,
    organizationId: page.organizationId,
    slug: page.slug,
    name: 'Acme',
    hostnames: [],
    isIndexed: true,
    access: page.access,
    accessVersion: page.accessVersion,
    allowedRanges: [],
    defaultLocale: 'en',
    locales: ['en', 'de'],
    checkedAtMs: null,
    badges: {},
    ...more,
  };
}

/** A page in HTML with a link to itself and a place for what is said when it is stale. */
export function htmlPlan(path: string, text: string): DocumentPlan {
  return {
    path,
    source: text,
    make: () => ({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><title>${text}</title>${stalePlaceholder}<a href="${basePlaceholder}/history">${text}</a>`,
      csp: "default-src 'none'",
      staleBanner: '<p>Stale since {time}.</p>',
    }),
  };
}

export function dataPlan(path: string, value: unknown): DocumentPlan {
  const body = JSON.stringify(value);
  return { path, source: body, make: () => ({ contentType: 'application/json; charset=utf-8', body }) };
}

export function snapshotOf(page: Page, plans: readonly DocumentPlan[], more: Partial<SnapshotManifest> = {}) {
  const { badges, ...manifest } = manifestOf(page, more);
  return {
    pageId: page.id,
    manifest,
    makeDocuments: async (order) => ({ badges, ...(await makeDocuments(plans, order)) }),
    builtAtMs: Date.now(),
    renderer: 'test',
  } satisfies SnapshotInput;
}
