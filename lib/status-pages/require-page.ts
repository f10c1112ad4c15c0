import { type Ctx, projectLimit } from '@/lib/access/context';
import { notFound } from '@/lib/core/errors';
import { findPage, type StoredPage } from '@/lib/status-pages/queries';

/** As it is stored: for later rooms. */
export type { StoredPage };

/** Of this organization, and within the reach of the actor. For verbs that have asked for a permission. @throws ProductError `not_found` */
export async function requirePage(ctx: Ctx, pageId: string): Promise<StoredPage> {
  const page = await findPage(ctx.db, ctx.organizationId, pageId);
  const limit = projectLimit(ctx);
  if (page === null || (limit !== null && limit !== page.projectId)) throw notFound('status page');
  return page;
}
