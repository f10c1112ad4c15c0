import type { Role } from '@/lib/access/constants';
import type { Deps } from '@/lib/access/context';
import { hashToken } from '@/lib/access/tokens';
import { findUserByEmail } from '@/lib/access/users';
import { findInvitationByHash } from '@/lib/organizations/queries/invitations';
import { invitationStatus } from '@/lib/organizations/rules/invitation';
import { type InvitationView, invitationTokenInput } from '@/lib/organizations/schema';

export type OpenedInvitation = {
  organization_name: string;
  invited_by: string | null;
  email: string;
  role: Role;
  status: InvitationView['status'];
  expires_at: string;
  /** Whoever has one signs in; the others choose a password. */
  has_account: boolean;
};

/** What the page of an invitation shows to whoever holds its token; null for a token that was never given out. */
export async function findInvitationByToken(deps: Deps, raw: unknown): Promise<OpenedInvitation | null> {
  const parsed = invitationTokenInput.safeParse(raw);
  if (!parsed.success) return null;
  const found = await findInvitationByHash(deps.db, hashToken(parsed.data.token));
  if (found === null) return null;
  const { invitation, organizationName, inviterName } = found;
  return {
    organization_name: organizationName,
    invited_by: inviterName,
    email: invitation.email,
    role: invitation.role,
    status: invitationStatus(invitation, deps.now),
    expires_at: invitation.expiresAt.toISOString(),
    has_account: (await findUserByEmail(deps.db, invitation.email)) !== null,
  };
}
