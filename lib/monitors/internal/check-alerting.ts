import { authorizeProject } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { invalidField, ProductError } from '@/lib/core/errors';
import type { Severity } from '@/lib/monitors/constants';
import {
  findParentProject,
  hasAncestor,
  lockParents,
  policyExists,
} from '@/lib/monitors/internal/alerting-queries';
import type { StoredMonitor } from '@/lib/monitors/queries';

type Wanted = {
  policy_id?: string | null | undefined;
  severity?: Severity | undefined;
  parent_id?: string | null | undefined;
};

type Alerting = Pick<StoredMonitor, 'policyId' | 'severity' | 'parentId'>;

/**
 * Whom to tell of a monitor and what it depends on; what is not said stays. A policy belongs to one project: with
 * another project and no word of it, the default of that one holds.
 * @throws ProductError `not_found` (policy, parent), `invalid` for a parent that depends on the monitor itself
 */
export async function resolveAlerting(
  ctx: Ctx,
  projectId: string,
  wanted: Wanted,
  stored: StoredMonitor | null = null,
): Promise<Alerting> {
  const moved = stored !== null && stored.projectId !== projectId;
  const policyId =
    wanted.policy_id === undefined ? (moved ? null : (stored?.policyId ?? null)) : wanted.policy_id;
  const parentId = wanted.parent_id === undefined ? (stored?.parentId ?? null) : wanted.parent_id;
  const isOther = moved || policyId !== stored?.policyId;
  if (policyId !== null && isOther) await requirePolicy(ctx, projectId, policyId);
  if (parentId !== null && parentId !== stored?.parentId) {
    await requireParent(ctx, parentId, stored?.id ?? null);
  }
  return { policyId, parentId, severity: wanted.severity ?? stored?.severity ?? 'normal' };
}

async function requirePolicy(ctx: Ctx, projectId: string, policyId: string): Promise<void> {
  if (await policyExists(ctx.db, ctx.organizationId, projectId, policyId)) return;
  throw missing('/policy_id', 'policy', 'is no policy of the project');
}

async function requireParent(ctx: Ctx, parentId: string, monitorId: string | null): Promise<void> {
  const projectId = await findParentProject(ctx.db, ctx.organizationId, parentId);
  if (projectId === null) throw missing('/parent_id', 'monitor', 'is no monitor of the organization');
  authorizeProject(ctx, projectId);
  if (monitorId === null) return;
  // One after the other: two that close a circle together would each see none.
  await lockParents(ctx.db, ctx.organizationId);
  if (await hasAncestor(ctx.db, parentId, monitorId)) {
    throw invalidField('/parent_id', 'depends on this monitor itself, directly or by others', 'cycle');
  }
}

function missing(pointer: string, noun: string, detail: string): ProductError {
  return new ProductError('not_found', `There is no such ${noun}.`, {
    errors: [{ pointer, code: 'not_found', detail }],
  });
}
