import type { Deps } from '@/lib/access/context';
import type { User } from '@/lib/access/users';
import { joinByInvitation } from '@/lib/organizations/internal/join-by-invitation';
import { hasPendingInvitation, lockPendingInvitationsFor } from '@/lib/organizations/queries/invitations';

/** Whether somebody with this address is expected. Only for an address that an identity provider has verified. */
export async function isInvited(deps: Deps, email: string): Promise<boolean> {
  return await hasPendingInvitation(deps.db, email, deps.now);
}

/** After a first sign-in with a verified address: joins every organization that has invited it. */
export async function acceptInvitationsForEmail(deps: Deps, user: User): Promise<number> {
  return deps.db.transaction(async (db) => {
    const pending = await lockPendingInvitationsFor(db, user.email, deps.now);
    for (const invitation of pending) await joinByInvitation({ ...deps, db }, invitation, user);
    return pending.length;
  });
}
