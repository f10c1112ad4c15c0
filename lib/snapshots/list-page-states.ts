import { authorize } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { parseInput } from '@/lib/core/parse';
import { selectPageStates } from '@/lib/snapshots/queries/page-states';
import { listPageStatesInput, type PageStateView, pageStateView } from '@/lib/snapshots/schema';

/** The worst that each published page shows just now. Of pages that nobody has made yet there is none. */
export async function listPageStates(ctx: Ctx, raw: unknown): Promise<{ data: PageStateView[] }> {
  authorize(ctx, 'status_page.read');
  parseInput(listPageStatesInput, raw);
  const rows = await selectPageStates(ctx.db, ctx.organizationId, projectLimit(ctx));
  return {
    data: rows.flatMap(({ pageId, status }) => {
      const state = pageStateView.safeParse({ page_id: pageId, status });
      return state.success ? [state.data] : [];
    }),
  };
}
