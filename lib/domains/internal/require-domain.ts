import type { Ctx } from '@/lib/access/context';
import { notFound } from '@/lib/core/errors';
import { findDomain, type StoredDomain } from '@/lib/domains/queries';
import { requirePage } from '@/lib/status-pages/require-page';

/** Of this page, which is within the reach of the actor. @throws ProductError `not_found` */
export async function requireDomain(ctx: Ctx, pageId: string, id: string): Promise<StoredDomain> {
  const page = await requirePage(ctx, pageId);
  const domain = await findDomain(ctx.db, { organizationId: ctx.organizationId, pageId: page.id, id });
  if (domain === null) throw notFound('domain');
  return domain;
}
