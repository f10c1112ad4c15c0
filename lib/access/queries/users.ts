import { asc, eq, gt } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { members, organizations } from '@/db/schema/organizations';
import { users } from '@/db/schema/users';

export type UserRow = typeof users.$inferSelect;

export async function selectUserByEmail(db: Db, email: string): Promise<UserRow | null> {
  const [row] = await db.select().from(users).where(eq(users.email, email));
  return row ?? null;
}

export async function selectUser(db: Db, userId: string): Promise<UserRow | null> {
  const [row] = await db.select().from(users).where(eq(users.id, userId));
  return row ?? null;
}

/** Null when the address is taken, also by somebody who is being inserted at this moment. */
export async function insertUser(db: Db, row: typeof users.$inferInsert): Promise<UserRow | null> {
  const [inserted] = await db
    .insert(users)
    .values(row)
    .onConflictDoNothing({ target: users.email })
    .returning();
  return inserted ?? null;
}

export async function updatePasswordHash(
  db: Db,
  userId: string,
  passwordHash: string,
  now: Date,
): Promise<void> {
  await db.update(users).set({ passwordHash, updatedAt: now }).where(eq(users.id, userId));
}

export async function selectUsers(
  db: Db,
  page: { afterId: string | null; limit: number },
): Promise<UserRow[]> {
  return await db
    .select()
    .from(users)
    .where(page.afterId === null ? undefined : gt(users.id, page.afterId))
    .orderBy(asc(users.id))
    .limit(page.limit);
}

export async function selectAnyUser(db: Db): Promise<boolean> {
  const rows = await db.select({ id: users.id }).from(users).limit(1);
  return rows.length > 0;
}

export async function selectMemberships(db: Db, userId: string) {
  return await db
    .select({
      memberId: members.id,
      organizationId: organizations.id,
      organizationName: organizations.name,
      role: members.role,
    })
    .from(members)
    .innerJoin(organizations, eq(organizations.id, members.organizationId))
    .where(eq(members.userId, userId))
    .orderBy(asc(members.id));
}
