import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { checkTargets } from '@/lib/policies/internal/check-targets';
import { requirePolicy, toOnePolicyView } from '@/lib/policies/internal/load-policies';
import {
  clearDefault,
  lockPolicyRow,
  lockProject,
  reviewSteps,
  updatePolicyRow,
} from '@/lib/policies/queries';
import { type PolicyView, updatePolicyInput } from '@/lib/policies/schema';
import { specOf } from '@/lib/policies/view';

/**
 * A merge patch. What is told next of incidents that are open goes by it already; what was told stays told.
 * @throws ProductError `invalid`, `not_found`
 */
export async function updatePolicy(ctx: Ctx, raw: unknown): Promise<PolicyView> {
  authorize(ctx, 'policy.write');
  const { id, name, is_default: isDefault, ...patch } = parseInput(updatePolicyInput, raw);
  const { organizationId, now } = ctx;
  return ctx.db.transaction(async (db) => {
    const { projectId } = await requirePolicy({ ...ctx, db }, id);
    await lockProject(db, organizationId, projectId);
    const stored = await lockPolicyRow(db, organizationId, id);
    if (stored === null) throw notFound('policy');
    const before = specOf(stored);
    const given = Object.entries(patch).filter(([, value]) => value !== undefined);
    const spec = { ...before, ...Object.fromEntries(given) };
    if (patch.steps !== undefined) {
      await checkTargets(db, { organizationId, projectId }, patch.steps, before.steps);
    }
    if (isDefault === true) await clearDefault(db, projectId, id, now);
    const row = await updatePolicyRow(db, id, {
      ...(name === undefined ? {} : { name }),
      ...(isDefault === undefined ? {} : { isDefault }),
      spec,
      updatedAt: now,
    });
    if (patch.steps !== undefined) await reviewSteps(db, row, patch.steps.length);
    const changed = [
      ...(name === undefined ? [] : ['name']),
      ...(isDefault === undefined ? [] : ['is_default']),
      ...given.map(([field]) => field),
    ];
    await writeAudit(ctx, db, { action: 'policy.updated', targetId: id, detail: { changed } });
    return toOnePolicyView({ ...ctx, db }, row);
  });
}
