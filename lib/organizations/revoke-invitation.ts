import { authorize, authorizeRole, refuseProjectKeys } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { notFound, ProductError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { lockInvitation, markInvitationRevoked } from '@/lib/organizations/queries/invitations';
import { type InvitationView, invitationIdInput } from '@/lib/organizations/schema';
import { toInvitationView } from '@/lib/organizations/view';

/** A second call changes nothing. @throws ProductError `conflict` once it was accepted, `not_found`, `forbidden` */
export async function revokeInvitation(ctx: Ctx, raw: unknown): Promise<InvitationView> {
  authorize(ctx, 'member.write');
  refuseProjectKeys(ctx);
  const { id } = parseInput(invitationIdInput, raw);
  return ctx.db.transaction(async (db) => {
    const row = await lockInvitation(db, ctx.organizationId, id);
    if (row === null) throw notFound('invitation');
    authorizeRole(ctx, row.role);
    if (row.acceptedAt !== null) {
      throw new ProductError('conflict', 'The invitation was accepted. Remove the member instead.');
    }
    if (row.revokedAt !== null) return toInvitationView(row, ctx.now);
    await markInvitationRevoked(db, row.id, ctx.now);
    await writeAudit(ctx, db, {
      action: 'invitation.revoked',
      targetId: row.id,
      detail: { email: row.email, role: row.role },
    });
    return toInvitationView({ ...row, revokedAt: ctx.now }, ctx.now);
  });
}
