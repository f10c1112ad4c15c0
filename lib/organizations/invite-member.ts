import { authorize, authorizeRole, refuseProjectKeys } from '@/lib/access/authorize';
import type { Role } from '@/lib/access/constants';
import type { Ctx } from '@/lib/access/context';
import { hashToken, newSecretToken } from '@/lib/access/tokens';
import { writeAudit } from '@/lib/audit/write-audit';
import { env } from '@/lib/core/env';
import { notFound, ProductError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { type MailDeps, mailDeps } from '@/lib/email/send-email';
import { requireSeat } from '@/lib/organizations/internal/require-seat';
import { sendInvitation } from '@/lib/organizations/internal/send-invitation';
import { insertInvitation, revokePendingInvitations } from '@/lib/organizations/queries/invitations';
import { findMemberByEmail } from '@/lib/organizations/queries/members';
import { findOrganizationRow } from '@/lib/organizations/queries/organizations';
import { invitationExpiry, invitationUrl } from '@/lib/organizations/rules/invitation';
import { inviteMemberInput, type NewInvitationView } from '@/lib/organizations/schema';
import { toInvitationView } from '@/lib/organizations/view';

type InviteDeps = { appUrl: string; mail: MailDeps };

/**
 * The answer carries the link once, so that inviting works without mail; only its hash is stored. It holds for seven
 * days, and takes the place of earlier invitations of the same address.
 * @throws ProductError `forbidden` for a role above one's own, `conflict` for a member, or when all seats are taken
 */
export async function inviteMember(ctx: Ctx, raw: unknown, deps?: InviteDeps): Promise<NewInvitationView> {
  authorize(ctx, 'member.write');
  refuseProjectKeys(ctx);
  const input = parseInput(inviteMemberInput, raw);
  authorizeRole(ctx, input.role);
  const token = newSecretToken();
  const made = await ctx.db.transaction((db) => storeInvitation({ ...ctx, db }, input, token));
  const { appUrl, mail } = deps ?? { appUrl: env().appUrl, mail: mailDeps(ctx.db) };
  const url = invitationUrl(appUrl, token);
  return { ...made.invitation, url, mail: await sendInvitation(ctx, mail, { ...made, url }) };
}

async function storeInvitation(ctx: Ctx, input: { email: string; role: Role }, token: string) {
  const { db, organizationId, now } = ctx;
  const { email, role } = input;
  const organization = await findOrganizationRow(db, organizationId);
  if (organization === null) throw notFound('organization');
  if ((await findMemberByEmail(db, organizationId, email)) !== null) throw alreadyMember();
  await requireSeat(db, organizationId);
  await revokePendingInvitations(db, organizationId, email, now);
  const row = await insertInvitation(db, {
    id: newId('inv', now.getTime()),
    organizationId,
    email,
    role,
    tokenHash: hashToken(token),
    invitedByUserId: ctx.actor.kind === 'user' ? ctx.actor.userId : null,
    createdAt: now,
    expiresAt: invitationExpiry(now),
  });
  await writeAudit(ctx, db, { action: 'invitation.created', targetId: row.id, detail: { email, role } });
  return { invitation: toInvitationView(row, now), organizationName: organization.name };
}

function alreadyMember(): ProductError {
  return new ProductError('conflict', 'This person is a member already.', {
    errors: [{ pointer: '/email', code: 'member', detail: 'is a member already' }],
  });
}
