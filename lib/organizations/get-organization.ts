import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { notFound } from '@/lib/core/errors';
import { findOrganizationRow } from '@/lib/organizations/queries/organizations';
import type { OrganizationView } from '@/lib/organizations/schema';
import { toOrganizationView } from '@/lib/organizations/view';

export async function getOrganization(ctx: Ctx): Promise<OrganizationView> {
  authorize(ctx, 'organization.read');
  const row = await findOrganizationRow(ctx.db, ctx.organizationId);
  if (row === null) throw notFound('organization');
  return toOrganizationView(row);
}
