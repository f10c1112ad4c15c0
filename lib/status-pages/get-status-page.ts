import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { parseInput } from '@/lib/core/parse';
import { viewStoredPage } from '@/lib/status-pages/internal/view-stored-page';
import { requirePage } from '@/lib/status-pages/require-page';
import { type StatusPageView, statusPageRef } from '@/lib/status-pages/schema';

/** @throws ProductError `not_found` */
export async function getStatusPage(ctx: Ctx, raw: unknown): Promise<StatusPageView> {
  authorize(ctx, 'status_page.read');
  const { id } = parseInput(statusPageRef, raw);
  return viewStoredPage(ctx.db, await requirePage(ctx, id));
}
