import { authorize, refuseProjectKeys } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { decodeIdCursor, type Page, toPage } from '@/lib/core/paging';
import { parseInput } from '@/lib/core/parse';
import { selectMemberRows } from '@/lib/organizations/queries/members';
import { listMembersInput, type MemberView } from '@/lib/organizations/schema';
import { toMemberView } from '@/lib/organizations/view';

/** In the order in which they joined. */
export async function listMembers(ctx: Ctx, raw: unknown): Promise<Page<MemberView>> {
  authorize(ctx, 'member.read');
  refuseProjectKeys(ctx);
  const { limit, cursor } = parseInput(listMembersInput, raw);
  const rows = await selectMemberRows(ctx.db, ctx.organizationId, {
    afterId: decodeIdCursor(cursor, 'mem'),
    limit: limit + 1,
  });
  return toPage(rows, limit, (row) => [row.id], toMemberView);
}
