import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { getOrganization } from '@/lib/organizations/get-organization';
import { updateOrganizationRow } from '@/lib/organizations/queries/organizations';
import { type OrganizationView, updateOrganizationInput } from '@/lib/organizations/schema';
import { toOrganizationView } from '@/lib/organizations/view';

export async function updateOrganization(ctx: Ctx, raw: unknown): Promise<OrganizationView> {
  authorize(ctx, 'organization.write');
  const { name } = parseInput(updateOrganizationInput, raw);
  return ctx.db.transaction(async (db) => {
    const before = await getOrganization({ ...ctx, db });
    if (name === undefined || name === before.name) return before;
    const row = await updateOrganizationRow(db, ctx.organizationId, { name, updatedAt: ctx.now });
    if (row === null) throw notFound('organization');
    await writeAudit(ctx, db, { action: 'organization.updated', targetId: row.id, detail: { name } });
    return toOrganizationView(row);
  });
}
