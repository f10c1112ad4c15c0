import { authorize, authorizeRole } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { holdOwners } from '@/lib/organizations/internal/hold-owners';
import { findMemberRow, updateMemberRole } from '@/lib/organizations/queries/members';
import { type MemberView, updateMemberInput } from '@/lib/organizations/schema';
import { toMemberView } from '@/lib/organizations/view';

/** @throws ProductError `forbidden` for a role above one's own, `conflict` for the last owner, `not_found` */
export async function updateMember(ctx: Ctx, raw: unknown): Promise<MemberView> {
  authorize(ctx, 'member.write');
  const { id, role } = parseInput(updateMemberInput, raw);
  return ctx.db.transaction(async (db) => {
    const refuseLastOwner = await holdOwners(db, ctx.organizationId);
    const member = await findMemberRow(db, ctx.organizationId, id);
    if (member === null) throw notFound('member');
    authorizeRole(ctx, member.role, role);
    if (member.role === role) return toMemberView(member);
    if (member.role === 'owner') refuseLastOwner(member.id);
    await updateMemberRole(db, member.id, role);
    await writeAudit(ctx, db, {
      action: 'member.updated',
      targetId: member.id,
      detail: { user_id: member.userId, from: member.role, to: role },
    });
    return toMemberView({ ...member, role });
  });
}
