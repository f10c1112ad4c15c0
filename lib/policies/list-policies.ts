import { authorize, authorizeProject } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { decodeIdCursor, type Page, toPage } from '@/lib/core/paging';
import { parseInput } from '@/lib/core/parse';
import { toPolicyViews } from '@/lib/policies/internal/load-policies';
import { selectPolicyRows } from '@/lib/policies/queries';
import { listPoliciesInput, type PolicyView } from '@/lib/policies/schema';

/** Newest first. */
export async function listPolicies(ctx: Ctx, raw: unknown): Promise<Page<PolicyView>> {
  authorize(ctx, 'policy.read');
  const { limit, cursor, project_id } = parseInput(listPoliciesInput, raw);
  if (project_id !== undefined) authorizeProject(ctx, project_id);
  const projectId = project_id ?? projectLimit(ctx) ?? undefined;
  const before = decodeIdCursor(cursor, 'pol');
  const rows = await selectPolicyRows(ctx.db, ctx.organizationId, projectId, { limit, before });
  const { data, ...page } = toPage(
    rows,
    limit,
    (row) => [row.id],
    (row) => row,
  );
  return { ...page, data: await toPolicyViews(ctx, data) };
}
