import type { Deps } from '@/lib/access/context';
import { displayName } from '@/lib/access/rules/display-name';
import type { User } from '@/lib/access/users';
import { writeAudit } from '@/lib/audit/write-audit';
import { newId } from '@/lib/core/ids';
import { requireSeat } from '@/lib/organizations/internal/require-seat';
import { type InvitationRow, markInvitationAccepted } from '@/lib/organizations/queries/invitations';
import { insertMember } from '@/lib/organizations/queries/members';

/** Whoever is a member already keeps their role: an old invitation neither raises nor lowers it. */
export async function joinByInvitation(
  deps: Deps,
  invitation: InvitationRow,
  user: User,
): Promise<{ userId: string; organizationId: string }> {
  const { organizationId, role } = invitation;
  const memberId = newId('mem', deps.now.getTime());
  const row = { id: memberId, organizationId, userId: user.id, role, createdAt: deps.now };
  await requireSeat(deps.db, organizationId);
  const isNew = await insertMember(deps.db, row);
  await markInvitationAccepted(deps.db, invitation.id, deps.now);
  const actor = { kind: 'user', userId: user.id, name: displayName(user.name, user.email), role } as const;
  await writeAudit({ ...deps, organizationId, actor }, deps.db, {
    action: 'invitation.accepted',
    targetId: invitation.id,
    detail: { user_id: user.id, role, ...(isNew ? { member_id: memberId } : {}) },
  });
  return { userId: user.id, organizationId };
}
