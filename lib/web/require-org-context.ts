import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import type { AccountCtx, Ctx } from '@/lib/access/context';
import { findSessionActor, type Membership, type SessionActor } from '@/lib/access/resolve-actor';
import { sessionCookie } from '@/lib/access/rules/session-cookie';
import { isInstallationEmpty } from '@/lib/access/users';
import { newId } from '@/lib/core/ids';
import { type Caller, chooseMembership } from '@/lib/web/authenticate';
import { organizationCookie } from '@/lib/web/constants';
import { webRuntime } from '@/lib/web/runtime';

export type OrgContext = {
  ctx: Ctx & { actor: Caller['actor'] };
  user: SessionActor['user'];
  organization: { id: string; name: string; role: Membership['role'] };
  memberships: Membership[];
};

/** The signed-in person in the organization they chose; null for anybody else. Resolved once per request. */
export const findOrgContext = cache(async (): Promise<OrgContext | null> => {
  const session = await findSessionOfRequest();
  if (session === null) return null;
  const wanted = (await cookies()).get(organizationCookie)?.value ?? null;
  const caller = chooseMembership(session.actor, wanted);
  const membership = session.actor.memberships.find((each) => each.organizationId === caller?.organizationId);
  if (caller === null || membership === undefined) return null;
  return {
    ctx: { ...session.deps, ...caller },
    user: session.actor.user,
    organization: {
      id: membership.organizationId,
      name: membership.organizationName,
      role: membership.role,
    },
    memberships: session.actor.memberships,
  };
});

/** For pages of the dashboard: sends an empty install to `/set-up` and whoever is not signed in to `/sign-in`. */
export async function requireOrgContext(): Promise<OrgContext> {
  const found = await findOrgContext();
  if (found !== null) return found;
  if (await isInstallationEmpty(webRuntime().database.db)) redirect('/set-up');
  redirect((await findSessionOfRequest()) === null ? '/sign-in' : '/sign-in?reason=no-organization');
}

/** For pages about a person's own account, which need no organization. */
export async function requireAccount(): Promise<AccountCtx & { user: SessionActor['user'] }> {
  const session = await findSessionOfRequest();
  if (session === null) redirect('/sign-in');
  const { user, sessionId } = session.actor;
  return { ...session.deps, userId: user.id, sessionId, user };
}

export const findSessionOfRequest = cache(async () => {
  const { appUrl, database } = webRuntime();
  const token = (await cookies()).get(sessionCookie(appUrl).name)?.value;
  if (token === undefined || token === '') return null;
  const now = new Date();
  const actor = await findSessionActor(database.db, token, now);
  if (actor === null) return null;
  return { actor, deps: { db: database.db, now, requestId: newId('req', now.getTime()) } };
});
