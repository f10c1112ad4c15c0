import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { requireLockedPage, type StoredPage } from '@/lib/status-pages/require-page';

/**
 * For who may write it, locked until the transaction of `ctx` ends: whatever changes its parts comes first here.
 * @throws ProductError `forbidden`, `not_found`
 */
export async function holdPage(ctx: Ctx, id: string): Promise<StoredPage> {
  authorize(ctx, 'status_page.write');
  return requireLockedPage(ctx, id);
}
