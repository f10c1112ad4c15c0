import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { parseInput } from '@/lib/core/parse';
import { requirePolicy } from '@/lib/policies/internal/load-policies';
import { countMonitors, deletePolicyRow } from '@/lib/policies/queries';
import { type DeletedPolicyView, policyRef } from '@/lib/policies/schema';

/** Monitors that named it go by the project's default from then on. @throws ProductError `not_found` */
export async function deletePolicy(ctx: Ctx, raw: unknown): Promise<DeletedPolicyView> {
  authorize(ctx, 'policy.write');
  const { id } = parseInput(policyRef, raw);
  return ctx.db.transaction(async (db) => {
    const { name } = await requirePolicy({ ...ctx, db }, id);
    const monitorsChanged = (await countMonitors(db, [id])).get(id) ?? 0;
    await deletePolicyRow(db, ctx.organizationId, id);
    const detail = { name, monitors_changed: monitorsChanged };
    await writeAudit(ctx, db, { action: 'policy.deleted', targetId: id, detail });
    return { id, monitors_changed: monitorsChanged };
  });
}
