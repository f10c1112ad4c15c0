import type { Db } from '@/db/client';
import type { Role } from '@/lib/access/constants';
import type { Actor } from '@/lib/access/context';
import { selectApiKeyByHash, touchApiKey } from '@/lib/access/queries/api-keys';
import { selectMemberships } from '@/lib/access/queries/users';
import { displayName } from '@/lib/access/rules/display-name';
import { isWellFormedApiKey } from '@/lib/access/rules/tokens';
import { findSession } from '@/lib/access/sessions';
import { hashToken } from '@/lib/access/tokens';

export type Membership = { memberId: string; organizationId: string; organizationName: string; role: Role };

export type SessionActor = {
  sessionId: string;
  expiresAt: Date;
  /** True when the session was renewed by this call: set the cookie again. */
  isRenewed: boolean;
  user: { id: string; name: string; email: string; image: string | null };
  /** Oldest first; empty for somebody who was removed everywhere. */
  memberships: Membership[];
};

/** Memberships and roles are read anew each time, so that a removal or demotion holds from the next request on. */
export async function findSessionActor(db: Db, token: string, now: Date): Promise<SessionActor | null> {
  if (token === '' || token.length > 200) return null;
  const session = await findSession(db, token, now);
  if (session === null) return null;
  const { id, name, email, image } = session.user;
  return {
    sessionId: session.id,
    expiresAt: session.expiresAt,
    isRenewed: session.isRenewed,
    user: { id, name: displayName(name, email), email, image },
    memberships: await selectMemberships(db, id),
  };
}

/** The actor of a signed-in person in one organization; null where they are no member. */
export function actorIn(session: SessionActor, organizationId: string): Actor | null {
  const membership = session.memberships.find((each) => each.organizationId === organizationId);
  if (membership === undefined) return null;
  return { kind: 'user', userId: session.user.id, name: session.user.name, role: membership.role };
}

export type ApiKeyActor = { organizationId: string; actor: Extract<Actor, { kind: 'api_key' }> };

/** Null for a key that is malformed, unknown, revoked or expired. */
export async function findApiKeyActor(db: Db, token: string, now: Date): Promise<ApiKeyActor | null> {
  if (!isWellFormedApiKey(token)) return null;
  const key = await selectApiKeyByHash(db, hashToken(token));
  if (key === null || key.revokedAt !== null) return null;
  if (key.expiresAt !== null && key.expiresAt <= now) return null;
  const notSince = new Date(now.getTime() - 60_000);
  if (key.lastUsedAt === null || key.lastUsedAt < notSince) await touchApiKey(db, key.id, now, notSince);
  return {
    organizationId: key.organizationId,
    actor: {
      kind: 'api_key',
      apiKeyId: key.id,
      name: key.name,
      scopes: key.scopes,
      projectId: key.projectId,
    },
  };
}
