import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { requireDomain } from '@/lib/domains/internal/require-domain';
import { deleteDomain, hastenOthers, lockClaims } from '@/lib/domains/queries';
import { pageDomainRef } from '@/lib/domains/schema';
import { markPage } from '@/lib/status-pages/mark-page';

/** The page is not there under the name any more, and the name is free for others. @throws ProductError `not_found` */
export async function deletePageDomain(ctx: Ctx, raw: unknown): Promise<{ id: string }> {
  authorize(ctx, 'status_page.write');
  const { page_id, id } = parseInput(pageDomainRef, raw);
  return ctx.db.transaction(async (db) => {
    const { hostname } = await requireDomain({ ...ctx, db }, page_id, id);
    const domain = (await lockClaims(db, hostname)).find((claim) => claim.id === id);
    if (domain === undefined) throw notFound('domain');
    await deleteDomain(db, id);
    if (domain.verifiedAt !== null) {
      await hastenOthers(db, domain, ctx.now);
      await markPage(db, page_id);
    }
    await writeAudit(ctx, db, { action: 'page_domain.deleted', targetId: id, detail: { hostname, page_id } });
    return { id };
  });
}
