import type { Db } from '@/db/client';
import {
  deleteSessionByHash,
  deleteSessionsOfUser,
  insertSession,
  selectSessionByHash,
  updateSessionExpiry,
} from '@/lib/access/queries/sessions';
import { isRenewalDue, sessionExpiry } from '@/lib/access/rules/session-lifetime';
import { hashToken, newSecretToken } from '@/lib/access/tokens';
import { newId } from '@/lib/core/ids';

export type SessionMeta = { address: string | null; userAgent: string | null };
export type NewSession = { sessionToken: string; sessionId: string; expiresAt: Date };

export type FoundSession = {
  id: string;
  userId: string;
  expiresAt: Date;
  /** True when this very call moved the expiry: the cookie must follow. */
  isRenewed: boolean;
  user: { id: string; name: string | null; email: string; image: string | null; emailVerified: Date | null };
};

/** `token` is given by next-auth after OAuth; everybody else lets it be made here. Only its SHA-256 is stored. */
export async function createSession(
  db: Db,
  input: { userId: string; now: Date; meta: SessionMeta; token?: string },
): Promise<NewSession> {
  const sessionToken = input.token ?? newSecretToken();
  const sessionId = newId('ses', input.now.getTime());
  const expiresAt = sessionExpiry(input.now, input.now);
  await insertSession(db, {
    sessionToken: hashToken(sessionToken),
    id: sessionId,
    userId: input.userId,
    expires: expiresAt,
    createdAt: input.now,
    renewedAt: input.now,
    userAgent: input.meta.userAgent?.slice(0, 300) ?? null,
    address: input.meta.address,
  });
  return { sessionToken, sessionId, expiresAt };
}

/** Null for an unknown or expired token. Renews the session when an hour has passed. */
export async function findSession(db: Db, token: string, now: Date): Promise<FoundSession | null> {
  const row = await selectSessionByHash(db, hashToken(token), now);
  if (row === null) return null;
  const isRenewed = isRenewalDue(row.session.renewedAt, now);
  const expiresAt = isRenewed ? sessionExpiry(row.session.createdAt, now) : row.session.expires;
  if (isRenewed) await updateSessionExpiry(db, { id: row.session.id, expires: expiresAt, renewedAt: now });
  const { id, name, email, image, emailVerified } = row.user;
  return {
    id: row.session.id,
    userId: id,
    expiresAt,
    isRenewed,
    user: { id, name, email, image, emailVerified },
  };
}

/** Signing out. An unknown token is no fault: the session is gone either way. */
export async function endSession(db: Db, token: string): Promise<void> {
  await deleteSessionByHash(db, hashToken(token));
}

/** After a change of password all others go; after a reset (`keepSessionId` null) every one. */
export async function endSessionsOfUser(
  db: Db,
  userId: string,
  keepSessionId: string | null,
): Promise<number> {
  return await deleteSessionsOfUser(db, userId, keepSessionId);
}
