import type { Account, NextAuthOptions, Profile } from 'next-auth';
import GitHub from 'next-auth/providers/github';
import Google from 'next-auth/providers/google';
import { authAdapter } from '@/lib/access/auth-adapter';
import { cookieName, cookieOptions, sessionCookie } from '@/lib/access/rules/session-cookie';
import { sessionDays } from '@/lib/access/rules/session-lifetime';
import { findSession, type SessionMeta } from '@/lib/access/sessions';
import { newSecretToken } from '@/lib/access/tokens';
import { isInstallationEmpty } from '@/lib/access/users';
import type { Env } from '@/lib/core/env';
import { newId } from '@/lib/core/ids';
import { isInvited } from '@/lib/organizations/accept-invitations-for-email';
import { welcomeUser } from '@/lib/projects/welcome-user';
import { findVerifiedGitHubUser } from '@/lib/web/internal/find-verified-github-user';
import type { WebRuntime } from '@/lib/web/runtime';

type Settings = Pick<Env, 'github' | 'google' | 'signup'>;
type Request = { sessionToken: string | null; meta: SessionMeta };

/** The identity providers whose keys are set, for the buttons of the sign-in page. */
export function enabledProviders(settings: Settings): { id: 'github' | 'google'; name: string }[] {
  return [
    ...(settings.github === null ? [] : [{ id: 'github', name: 'GitHub' } as const]),
    ...(settings.google === null ? [] : [{ id: 'google', name: 'Google' } as const]),
  ];
}

/**
 * next-auth for OAuth, over the same sessions as the sign-in by password. No CredentialsProvider, no JWT sessions.
 * Made anew for each request, because linking an account needs to know who is signed in.
 */
export function authOptions(runtime: WebRuntime, settings: Settings, request: Request): NextAuthOptions {
  const { appUrl, appSecret, database, logger } = runtime;
  const { db } = database;
  const adapter = authAdapter({ db, now: () => new Date(), meta: request.meta });
  return {
    secret: appSecret,
    adapter,
    providers: providers(settings),
    session: {
      strategy: 'database',
      maxAge: sessionDays * 86_400,
      updateAge: 3600,
      generateSessionToken: newSecretToken,
    },
    useSecureCookies: appUrl.startsWith('https:'),
    cookies: authCookies(appUrl),
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    callbacks: {
      signIn: ({ account, profile }) => maySignIn({ runtime, settings, request, adapter }, account, profile),
      session: ({ session, user }) => ({ ...session, user: { ...session.user, id: user.id } }),
    },
    events: {
      signIn: async ({ user }) => {
        const now = new Date();
        await welcomeUser({ db, now, requestId: newId('req'), signup: settings.signup }, user.id);
      },
    },
    logger: {
      error: (code, metadata) => logger.error({ code, metadata }, 'sign-in by an identity provider failed'),
      warn: (code) => logger.warn({ code }, 'next-auth warns'),
      debug: () => {},
    },
  };
}

function providers(settings: Settings): NextAuthOptions['providers'] {
  const { github, google } = settings;
  return [
    ...(github === null ? [] : [GitHub({ ...github, userinfo: { request: findVerifiedGitHubUser } })]),
    ...(google === null ? [] : [Google(google)]),
  ];
}

function authCookies(appUrl: string): NonNullable<NextAuthOptions['cookies']> {
  const { name, options } = sessionCookie(appUrl);
  const short = (kind: string, maxAge?: number) => ({
    name: cookieName(appUrl, `stillup-auth-${kind}`),
    options: { ...cookieOptions(appUrl), ...(maxAge === undefined ? {} : { maxAge }) },
  });
  return {
    sessionToken: { name, options },
    callbackUrl: short('callback'),
    csrfToken: short('csrf'),
    pkceCodeVerifier: short('pkce', 900),
    state: short('state', 900),
    nonce: short('nonce', 900),
  };
}

type SignIn = {
  runtime: WebRuntime;
  settings: Settings;
  request: Request;
  adapter: ReturnType<typeof authAdapter>;
};

/** True, or the page that says why not. An account that is not linked yet needs an address that is known to be theirs. */
async function maySignIn(
  { runtime, settings, request, adapter }: SignIn,
  account: Account | null,
  profile: Profile | undefined,
): Promise<boolean | string> {
  if (account === null || account.type !== 'oauth') return false;
  if ((await adapter.getUserByAccount(account)) !== null) return true;
  const { db } = runtime.database;
  const now = new Date();
  const { sessionToken } = request;
  if (sessionToken !== null && (await findSession(db, sessionToken, now)) !== null) return true;
  const email = verifiedEmail(account.provider, profile);
  if (email === null) return '/sign-in?error=EmailNotVerified';
  // next-auth refuses on its own to link an account to somebody who only has the same address.
  if ((await adapter.getUserByEmail(email)) !== null) return true;
  if (await isInstallationEmpty(db)) return '/set-up';
  if (settings.signup === 'open' || (await isInvited({ db, now, requestId: newId('req') }, email)))
    return true;
  return '/sign-in?error=NotInvited';
}

function verifiedEmail(provider: string, profile: Profile | undefined): string | null {
  const email = profile?.email;
  if (typeof email !== 'string' || email === '') return null;
  // GitHub's profile carries a verified address only, see findVerifiedGitHubUser; Google says which it is.
  const isVerified =
    provider === 'github' ||
    (profile !== undefined && 'email_verified' in profile && profile.email_verified === true);
  return isVerified ? email.toLowerCase() : null;
}
