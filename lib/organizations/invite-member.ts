import { authorize, authorizeRole, refuseProjectKeys } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { defaultPlan, getPlan, hasRoom } from '@/lib/access/rules/plans';
import { hashToken, newSecretToken } from '@/lib/access/tokens';
import { writeAudit } from '@/lib/audit/write-audit';
import { env } from '@/lib/core/env';
import { ProductError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { insertInvitation, revokePendingInvitations } from '@/lib/organizations/queries/invitations';
import { countMembers, findMemberByEmail } from '@/lib/organizations/queries/members';
import { invitationExpiry, invitationUrl } from '@/lib/organizations/rules/invitation';
import { type InvitationView, inviteMemberInput } from '@/lib/organizations/schema';
import { toInvitationView } from '@/lib/organizations/view';

/**
 * The answer carries the link once, so that inviting works without mail; only its hash is stored. It holds for seven
 * days, and takes the place of earlier invitations of the same address.
 * @throws ProductError `forbidden` for a role above one's own, `conflict` for a member, or when all seats are taken
 */
export async function inviteMember(
  ctx: Ctx,
  raw: unknown,
  appUrl: string = env().appUrl,
): Promise<InvitationView & { url: string }> {
  authorize(ctx, 'member.write');
  refuseProjectKeys(ctx);
  const { email, role } = parseInput(inviteMemberInput, raw);
  authorizeRole(ctx, role);
  const token = newSecretToken();
  return ctx.db.transaction(async (db) => {
    if ((await findMemberByEmail(db, ctx.organizationId, email)) !== null) throw alreadyMember();
    await requireSeat({ ...ctx, db });
    await revokePendingInvitations(db, ctx.organizationId, email, ctx.now);
    const row = await insertInvitation(db, {
      id: newId('inv', ctx.now.getTime()),
      organizationId: ctx.organizationId,
      email,
      role,
      tokenHash: hashToken(token),
      invitedByUserId: ctx.actor.kind === 'user' ? ctx.actor.userId : null,
      createdAt: ctx.now,
      expiresAt: invitationExpiry(ctx.now),
    });
    await writeAudit(ctx, db, { action: 'invitation.created', targetId: row.id, detail: { email, role } });
    return { ...toInvitationView(row, ctx.now), url: invitationUrl(appUrl, token) };
  });
}

function alreadyMember(): ProductError {
  return new ProductError('conflict', 'This person is a member already.', {
    errors: [{ pointer: '/email', code: 'member', detail: 'is a member already' }],
  });
}

async function requireSeat(ctx: Ctx): Promise<void> {
  const { seats } = getPlan(defaultPlan);
  if (hasRoom(seats, await countMembers(ctx.db, ctx.organizationId))) return;
  throw new ProductError('conflict', 'All seats of the plan are taken.');
}
