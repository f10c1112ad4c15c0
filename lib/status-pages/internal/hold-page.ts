import { authorize } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { notFound } from '@/lib/core/errors';
import { lockPage, type StoredPage } from '@/lib/status-pages/queries';

/**
 * For who may write it, locked until the transaction of `ctx` ends: whatever changes its parts comes first here.
 * @throws ProductError `forbidden`, `not_found`
 */
export async function holdPage(ctx: Ctx, id: string): Promise<StoredPage> {
  authorize(ctx, 'status_page.write');
  const page = await lockPage(ctx.db, ctx.organizationId, id);
  const limit = projectLimit(ctx);
  if (page === null || (limit !== null && limit !== page.projectId)) throw notFound('status page');
  return page;
}
