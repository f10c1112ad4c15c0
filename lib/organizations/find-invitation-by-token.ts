import type { Deps } from '@/lib/access/context';
import { hashToken } from '@/lib/access/tokens';
import { findUserByEmail } from '@/lib/access/users';
import { findInvitationByHash } from '@/lib/organizations/queries/invitations';
import { invitationStatus } from '@/lib/organizations/rules/invitation';
import { invitationTokenInput, type OpenedInvitationView } from '@/lib/organizations/schema';

/** What the page of an invitation shows to whoever holds its token; null for a token that was never given out. */
export async function findInvitationByToken(deps: Deps, raw: unknown): Promise<OpenedInvitationView | null> {
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
