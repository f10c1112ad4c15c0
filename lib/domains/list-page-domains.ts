import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { parseInput } from '@/lib/core/parse';
import { type DomainDeps, domainDeps } from '@/lib/domains/domain-deps';
import { selectDomains } from '@/lib/domains/queries';
import { listPageDomainsInput, type PageDomainView } from '@/lib/domains/schema';
import { toPageDomainView } from '@/lib/domains/view';
import { requirePage } from '@/lib/status-pages/require-page';

/** Oldest first. @throws ProductError `not_found` (page) */
export async function listPageDomains(
  ctx: Ctx,
  raw: unknown,
  deps: DomainDeps = domainDeps(),
): Promise<{ data: PageDomainView[] }> {
  authorize(ctx, 'status_page.read');
  const { page_id } = parseInput(listPageDomainsInput, raw);
  await requirePage(ctx, page_id);
  const rows = await selectDomains(ctx.db, ctx.organizationId, page_id);
  return { data: rows.map((row) => toPageDomainView(row, deps)) };
}
