import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { parseInput } from '@/lib/core/parse';
import { requirePolicy, toOnePolicyView } from '@/lib/policies/internal/load-policies';
import { type PolicyView, policyRef } from '@/lib/policies/schema';

/** @throws ProductError `not_found` */
export async function getPolicy(ctx: Ctx, raw: unknown): Promise<PolicyView> {
  authorize(ctx, 'policy.read');
  return toOnePolicyView(ctx, await requirePolicy(ctx, parseInput(policyRef, raw).id));
}
