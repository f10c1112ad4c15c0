import { authorize, authorizeRole } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { holdOwners } from '@/lib/organizations/internal/hold-owners';
import { deleteMemberRow, findMemberRow } from '@/lib/organizations/queries/members';
import { memberIdInput } from '@/lib/organizations/schema';

/**
 * Anybody may leave; removing others needs `member.write`. It holds from the person's next request on.
 * @throws ProductError `forbidden`, `conflict` for the last owner, `not_found`
 */
export async function removeMember(ctx: Ctx, raw: unknown): Promise<void> {
  authorize(ctx, 'member.read');
  const { id } = parseInput(memberIdInput, raw);
  await ctx.db.transaction(async (db) => {
    const refuseLastOwner = await holdOwners(db, ctx.organizationId);
    const member = await findMemberRow(db, ctx.organizationId, id);
    const isSelf = ctx.actor.kind === 'user' && ctx.actor.userId === member?.userId;
    if (!isSelf) authorize(ctx, 'member.write');
    if (member === null) throw notFound('member');
    if (!isSelf) authorizeRole(ctx, member.role);
    if (member.role === 'owner') refuseLastOwner(member.id);
    await deleteMemberRow(db, member.id);
    await writeAudit(ctx, db, {
      action: isSelf ? 'member.left' : 'member.removed',
      targetId: member.id,
      detail: { user_id: member.userId, role: member.role },
    });
  });
}
