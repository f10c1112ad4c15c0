import { and, desc, eq, gt, ne } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { sessions, users } from '@/db/schema/users';

export type SessionRow = typeof sessions.$inferSelect;

export async function insertSession(db: Db, row: typeof sessions.$inferInsert): Promise<void> {
  await db.insert(sessions).values(row);
}

export async function selectSessionByHash(db: Db, tokenHash: string, now: Date) {
  const [row] = await db
    .select({ session: sessions, user: users })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.sessionToken, tokenHash), gt(sessions.expires, now)));
  return row ?? null;
}

export async function updateSessionExpiry(
  db: Db,
  session: { id: string; expires: Date; renewedAt: Date },
): Promise<void> {
  const { id, ...values } = session;
  await db.update(sessions).set(values).where(eq(sessions.id, id));
}

export async function selectSessionsOfUser(db: Db, userId: string, now: Date): Promise<SessionRow[]> {
  return await db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expires, now)))
    .orderBy(desc(sessions.renewedAt), desc(sessions.id));
}

export async function deleteSessionByHash(db: Db, tokenHash: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.sessionToken, tokenHash));
}

export async function deleteSessionOfUser(db: Db, userId: string, sessionId: string): Promise<boolean> {
  const rows = await db
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), eq(sessions.id, sessionId)))
    .returning({ id: sessions.id });
  return rows.length > 0;
}

export async function deleteSessionsOfUser(
  db: Db,
  userId: string,
  keepSessionId: string | null,
): Promise<number> {
  const rows = await db
    .delete(sessions)
    .where(
      and(eq(sessions.userId, userId), keepSessionId === null ? undefined : ne(sessions.id, keepSessionId)),
    )
    .returning({ id: sessions.id });
  return rows.length;
}
