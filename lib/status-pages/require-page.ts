import { type Ctx, projectLimit } from '@/lib/access/context';
import { notFound } from '@/lib/core/errors';
import { findPage, lockPage, type StoredPage } from '@/lib/status-pages/queries';

/** As it is stored: for later rooms. */
export type { StoredPage };

/** Of this organization, and within the reach of the actor. For verbs that have asked for a permission. @throws ProductError `not_found` */
export async function requirePage(ctx: Ctx, pageId: string): Promise<StoredPage> {
  return withinReach(ctx, await findPage(ctx.db, ctx.organizationId, pageId));
}

/**
 * The same, held until the transaction of `ctx` ends: whoever counts or adds what a page has is one at a time.
 * @throws ProductError `not_found`
 */
export async function requireLockedPage(ctx: Ctx, pageId: string): Promise<StoredPage> {
  return withinReach(ctx, await lockPage(ctx.db, ctx.organizationId, pageId));
}

function withinReach(ctx: Ctx, page: StoredPage | null): StoredPage {
  const limit = projectLimit(ctx);
  if (page === null || (limit !== null && limit !== page.projectId)) throw notFound('status page');
  return page;
}
