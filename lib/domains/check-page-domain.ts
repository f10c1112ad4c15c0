import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { requireLimit } from '@/lib/access/rate-limit';
import { parseInput } from '@/lib/core/parse';
import { type DomainDeps, domainDeps } from '@/lib/domains/domain-deps';
import { lookUpProof } from '@/lib/domains/internal/look-up-proof';
import { requireDomain } from '@/lib/domains/internal/require-domain';
import { settleDomain } from '@/lib/domains/internal/settle-domain';
import { type PageDomainView, pageDomainRef } from '@/lib/domains/schema';
import { toPageDomainView } from '@/lib/domains/view';

/**
 * Looks into DNS at once, for whoever has just set a record. Waits on the network.
 * @throws ProductError `not_found`, `rate_limited` more than once in ten seconds
 */
export async function checkPageDomain(
  ctx: Ctx,
  raw: unknown,
  deps: DomainDeps = domainDeps(),
): Promise<PageDomainView> {
  authorize(ctx, 'status_page.write');
  const { page_id, id } = parseInput(pageDomainRef, raw);
  const domain = await requireDomain(ctx, page_id, id);
  const { now, db, actor, requestId } = ctx;
  await requireLimit(
    db,
    { key: `page-domain-check:${id}`, limit: 1, windowSeconds: 10, now },
    'This name was looked up a moment ago. Wait ten seconds.',
  );
  const facts = await lookUpProof(deps.resolver, domain.hostname, deps.appUrl);
  await settleDomain(db, domain, { facts, signer: deps.signer, actor, requestId, now });
  return toPageDomainView(await requireDomain(ctx, page_id, id), deps);
}
