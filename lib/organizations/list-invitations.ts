import { authorize, refuseProjectKeys } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { decodeIdCursor, type Page, toPage } from '@/lib/core/paging';
import { parseInput } from '@/lib/core/parse';
import { selectInvitationRows } from '@/lib/organizations/queries/invitations';
import { type InvitationView, listInvitationsInput } from '@/lib/organizations/schema';
import { toInvitationView } from '@/lib/organizations/view';

/** Newest first, those accepted, revoked and expired among them. */
export async function listInvitations(ctx: Ctx, raw: unknown): Promise<Page<InvitationView>> {
  authorize(ctx, 'member.read');
  refuseProjectKeys(ctx);
  const { limit, cursor } = parseInput(listInvitationsInput, raw);
  const rows = await selectInvitationRows(ctx.db, ctx.organizationId, {
    beforeId: decodeIdCursor(cursor, 'inv'),
    limit: limit + 1,
  });
  return toPage(
    rows,
    limit,
    (row) => [row.id],
    (row) => toInvitationView(row, ctx.now),
  );
}
