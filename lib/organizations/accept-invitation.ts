import type { AccountCtx, Deps } from '@/lib/access/context';
import { hashPassword } from '@/lib/access/passwords';
import { hashToken } from '@/lib/access/tokens';
import { createUser, findUser, findUserByEmail } from '@/lib/access/users';
import { notFound, ProductError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { joinByInvitation } from '@/lib/organizations/internal/join-by-invitation';
import {
  findInvitationByHash,
  type InvitationRow,
  lockInvitationByHash,
} from '@/lib/organizations/queries/invitations';
import { invitationStatus } from '@/lib/organizations/rules/invitation';
import { acceptAsNewUserInput, invitationTokenInput } from '@/lib/organizations/schema';

export type Joined = { userId: string; organizationId: string };

/**
 * Makes the account for the invited address and joins. The caller signs the person in afterwards.
 * @throws ProductError `not_found`, `conflict` when it is used up or the address has an account
 */
export async function acceptInvitationAsNewUser(deps: Deps, raw: unknown): Promise<Joined> {
  const input = parseInput(acceptAsNewUserInput, raw);
  const tokenHash = hashToken(input.token);
  // A look before the costly hash; what counts is the look under the lock.
  const found = await findInvitationByHash(deps.db, tokenHash);
  requireOpen(found?.invitation ?? null, deps.now);
  const passwordHash = await hashPassword(input.password);
  return deps.db.transaction(async (db) => {
    const invitation = requireOpen(await lockInvitationByHash(db, tokenHash), deps.now);
    if ((await findUserByEmail(db, invitation.email)) !== null) throw hasAccount();
    const user = await createUser(db, {
      email: invitation.email,
      name: input.name ?? null,
      passwordHash,
      now: deps.now,
    });
    return await joinByInvitation({ ...deps, db }, invitation, user);
  });
}

/**
 * For whoever is signed in, under the invited address.
 * @throws ProductError `not_found`, `forbidden` for another address, `conflict` when it is used up
 */
export async function acceptInvitation(ctx: AccountCtx, raw: unknown): Promise<Joined> {
  const { token } = parseInput(invitationTokenInput, raw);
  return ctx.db.transaction(async (db) => {
    const invitation = requireOpen(await lockInvitationByHash(db, hashToken(token)), ctx.now);
    const user = await findUser(db, ctx.userId);
    if (user === null) throw notFound('user');
    if (user.email !== invitation.email) {
      throw new ProductError(
        'forbidden',
        `This invitation is for ${invitation.email}; you are signed in as ${user.email}.`,
      );
    }
    return await joinByInvitation({ ...ctx, db }, invitation, user);
  });
}

function requireOpen(invitation: InvitationRow | null, now: Date): InvitationRow {
  if (invitation === null) throw notFound('invitation');
  const status = invitationStatus(invitation, now);
  switch (status) {
    case 'pending':
      return invitation;
    case 'accepted':
      throw new ProductError('conflict', 'This invitation was used already. Sign in instead.');
    case 'revoked':
    case 'expired':
      throw new ProductError('conflict', `This invitation is ${status}. Ask for a new one.`);
  }
}

function hasAccount(): ProductError {
  return new ProductError('conflict', 'There is an account for this address. Sign in, then accept.');
}
