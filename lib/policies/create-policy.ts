import { authorize, authorizeProject } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { notFound } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { checkTargets } from '@/lib/policies/internal/check-targets';
import { toOnePolicyView } from '@/lib/policies/internal/load-policies';
import { clearDefault, insertPolicy, lockProject } from '@/lib/policies/queries';
import { createPolicyInput, type PolicyView } from '@/lib/policies/schema';

/** As a project's default it takes the place of the one before. @throws ProductError `invalid`, `not_found` */
export async function createPolicy(ctx: Ctx, raw: unknown): Promise<PolicyView> {
  authorize(ctx, 'policy.write');
  const { project_id: projectId, name, is_default: isDefault, ...spec } = parseInput(createPolicyInput, raw);
  authorizeProject(ctx, projectId);
  const { organizationId, now } = ctx;
  return ctx.db.transaction(async (db) => {
    if (!(await lockProject(db, organizationId, projectId))) throw notFound('project');
    await checkTargets(db, { organizationId, projectId }, spec.steps);
    const id = newId('pol', now.getTime());
    if (isDefault) await clearDefault(db, projectId, id, now);
    const row = await insertPolicy(db, {
      id,
      organizationId,
      projectId,
      name,
      isDefault,
      spec,
      createdAt: now,
      updatedAt: now,
    });
    await writeAudit(ctx, db, { action: 'policy.created', targetId: id, detail: { name } });
    return toOnePolicyView({ ...ctx, db }, row);
  });
}
