import type { Deps } from '@/lib/access/context';
import { createSession, endSession, type SessionMeta } from '@/lib/access/sessions';
import { signInWithPassword } from '@/lib/access/sign-in';
import { env } from '@/lib/core/env';
import { acceptInvitationAsNewUser } from '@/lib/organizations/accept-invitation';
import { createOwner } from '@/lib/projects/set-up-installation';
import { signUp as signUpByPassword } from '@/lib/projects/sign-up';
import { setSessionCookie, takeSessionCookie } from '@/lib/web/define-public-action';

/** Each ends with the cookie of a new session: the person is in. */
export async function signIn(deps: Deps, raw: unknown, meta: SessionMeta): Promise<void> {
  await setSessionCookie(await signInWithPassword(deps, raw, meta));
}

export async function setUp(deps: Deps, raw: unknown, meta: SessionMeta): Promise<void> {
  const { userId } = await createOwner(deps, raw);
  await setSessionCookie(await createSession(deps.db, { userId, now: deps.now, meta }));
}

/** Where `SIGNUP=open`. */
export async function signUp(deps: Deps, raw: unknown, meta: SessionMeta): Promise<void> {
  const { userId } = await signUpByPassword({ ...deps, signup: env().signup }, raw, meta);
  await setSessionCookie(await createSession(deps.db, { userId, now: deps.now, meta }));
}

export async function joinAsNewUser(deps: Deps, raw: unknown, meta: SessionMeta): Promise<void> {
  const { userId } = await acceptInvitationAsNewUser(deps, raw);
  await setSessionCookie(await createSession(deps.db, { userId, now: deps.now, meta }));
}

export async function signOut(deps: Deps): Promise<void> {
  const token = await takeSessionCookie();
  if (token !== null) await endSession(deps.db, token);
}
