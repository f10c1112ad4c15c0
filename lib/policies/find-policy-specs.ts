import type { Db } from '@/db/client';
import { selectPolicySpecs } from '@/lib/policies/queries';
import { builtInPolicy } from '@/lib/policies/rules/built-in-policy';
import { type PolicySpec, policySpec } from '@/lib/policies/schema';

/**
 * For whoever sends alerts: it asks for no permission. What cannot be read holds as if it were the built-in one, so
 * that an alert is told rather than lost.
 */
export async function findPolicySpecs(
  db: Db,
  policyIds: readonly string[],
): Promise<ReadonlyMap<string, PolicySpec>> {
  if (policyIds.length === 0) return new Map();
  const rows = await selectPolicySpecs(db, policyIds);
  return new Map(
    rows.map(({ id, spec }) => {
      const parsed = policySpec.safeParse(spec);
      return [id, parsed.success ? parsed.data : builtInPolicy];
    }),
  );
}
