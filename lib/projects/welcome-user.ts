import type { Deps } from '@/lib/access/context';
import { displayName } from '@/lib/access/rules/display-name';
import { findUser, listMemberships } from '@/lib/access/users';
import { acceptInvitationsForEmail } from '@/lib/organizations/accept-invitations-for-email';
import { foundWithProject } from '@/lib/projects/internal/sign-up-with-organization';

/**
 * After a sign-in by an identity provider: whoever has no organization yet joins those that have invited their
 * verified address, or, where `SIGNUP=open`, gets one of their own. Safe to call at every sign-in.
 */
export async function welcomeUser(
  { signup, ...deps }: Deps & { signup: 'invite' | 'open' },
  userId: string,
): Promise<void> {
  const user = await findUser(deps.db, userId);
  if (user === null || (await listMemberships(deps.db, userId)).length > 0) return;
  if (user.isEmailVerified && (await acceptInvitationsForEmail(deps, user)) > 0) return;
  if (signup !== 'open') return;
  const organization = displayName(user.name, user.email).slice(0, 100);
  await deps.db.transaction((db) =>
    foundWithProject({ ...deps, db }, { owner: user, organization, project: 'Default' }),
  );
}
