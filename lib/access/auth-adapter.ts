import { DrizzleAdapter } from '@auth/drizzle-adapter';
import type { Db } from '@/db/client';
import { accounts, sessions, users, verificationTokens } from '@/db/schema/users';
import { createSession, endSession, findSession, type SessionMeta } from '@/lib/access/sessions';
import { hashToken } from '@/lib/access/tokens';

type AdapterUser = {
  id: string;
  name: string | null;
  email: string;
  image: string | null;
  emailVerified: Date | null;
};
type Profile = { name?: string | null; email: string; image?: string | null };
type AccountKey = { provider: string; providerAccountId: string };
type LinkedAccount = AccountKey & { userId: string; type: string; scope?: string | undefined };
type VerificationToken = { identifier: string; token: string; expires: Date };
type TokenAndUser = { sessionToken: string; userId: string };

/** What is used of the Drizzle adapter. Its own types do not foresee columns of custom types, as our ids are. */
type PlainAdapter = {
  createUser: (user: Omit<AdapterUser, 'id'>) => Promise<AdapterUser>;
  getUser: (id: string) => Promise<AdapterUser | null>;
  getUserByEmail: (email: string) => Promise<AdapterUser | null>;
  getUserByAccount: (key: AccountKey) => Promise<AdapterUser | null>;
  updateUser: (user: Partial<AdapterUser> & { id: string }) => Promise<AdapterUser>;
  linkAccount: (account: LinkedAccount) => Promise<void>;
  createVerificationToken: (token: VerificationToken) => Promise<VerificationToken>;
  useVerificationToken: (key: { identifier: string; token: string }) => Promise<VerificationToken | null>;
};

type Options = { db: Db; now: () => Date; meta: SessionMeta };

/**
 * next-auth's Drizzle adapter, with what it stores made less: SHA-256 of session and verification tokens, none of an
 * identity provider's tokens, and sessions that live by our rules whichever way they began.
 */
export function authAdapter({ db, now, meta }: Options) {
  const plain = drizzleAdapter(db);
  return {
    createUser: async ({ email, name, image }: Profile) => {
      // The sign-in callback lets addresses pass that the provider has verified, and no others.
      const values = { email: email.toLowerCase(), image: image ?? null, emailVerified: now() };
      return publicUser(await plain.createUser({ ...values, name: name?.slice(0, 100) ?? null }));
    },
    getUser: async (id: string) => publicUserOrNull(await plain.getUser(id)),
    getUserByEmail: async (email: string) =>
      publicUserOrNull(await plain.getUserByEmail(email.toLowerCase())),
    getUserByAccount: async (key: AccountKey) => publicUserOrNull(await plain.getUserByAccount(key)),
    updateUser: async (user: Partial<AdapterUser> & { id: string }) =>
      publicUser(await plain.updateUser(user)),
    linkAccount: async ({ userId, type, provider, providerAccountId, scope }: LinkedAccount) => {
      await plain.linkAccount({ userId, type, provider, providerAccountId, scope });
    },
    createSession: async ({ sessionToken, userId }: TokenAndUser) => {
      const created = await createSession(db, { userId, now: now(), meta, token: sessionToken });
      return { sessionToken, userId, expires: created.expiresAt };
    },
    getSessionAndUser: async (sessionToken: string) => {
      const found = await findSession(db, sessionToken, now());
      if (found === null) return null;
      const { userId, expiresAt: expires, user } = found;
      return { session: { sessionToken, userId, expires }, user };
    },
    // Finding a session has renewed it already, and never past its 90 days.
    updateSession: async () => null,
    deleteSession: async (sessionToken: string) => {
      await endSession(db, sessionToken);
    },
    createVerificationToken: async (given: VerificationToken) => {
      await plain.createVerificationToken({ ...given, token: hashToken(given.token) });
      return given;
    },
    useVerificationToken: async ({ identifier, token }: { identifier: string; token: string }) => {
      const used = await plain.useVerificationToken({ identifier, token: hashToken(token) });
      return used === null ? null : { ...used, token };
    },
  };
}

function drizzleAdapter(db: Db): PlainAdapter {
  const tables: unknown = {
    usersTable: users,
    accountsTable: accounts,
    sessionsTable: sessions,
    verificationTokensTable: verificationTokens,
  };
  return DrizzleAdapter(db, tables as never) as unknown as PlainAdapter;
}

/** The adapter selects whole rows; the password's hash goes no further. */
function publicUser({ id, name, email, image, emailVerified }: AdapterUser): AdapterUser {
  return { id, name, email, image, emailVerified };
}

function publicUserOrNull(user: AdapterUser | null): AdapterUser | null {
  return user === null ? null : publicUser(user);
}
