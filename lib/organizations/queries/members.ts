import { and, asc, count, eq, gt, inArray } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { members } from '@/db/schema/organizations';
import { users } from '@/db/schema/users';
import type { Role } from '@/lib/access/constants';

const columns = {
  id: members.id,
  userId: members.userId,
  role: members.role,
  createdAt: members.createdAt,
  name: users.name,
  email: users.email,
};

function selectMembers(db: Db) {
  return db.select(columns).from(members).innerJoin(users, eq(users.id, members.userId)).$dynamic();
}

export type MemberRow = Awaited<ReturnType<typeof selectMembers>>[number];

/** False when the person is a member already. */
export async function insertMember(db: Db, row: typeof members.$inferInsert): Promise<boolean> {
  const rows = await db
    .insert(members)
    .values(row)
    .onConflictDoNothing({ target: [members.organizationId, members.userId] })
    .returning({ id: members.id });
  return rows.length > 0;
}

export async function selectMemberRows(
  db: Db,
  organizationId: string,
  page: { afterId: string | null; limit: number },
): Promise<MemberRow[]> {
  return await selectMembers(db)
    .where(
      and(
        eq(members.organizationId, organizationId),
        page.afterId === null ? undefined : gt(members.id, page.afterId),
      ),
    )
    .orderBy(asc(members.id))
    .limit(page.limit);
}

export async function findMemberRow(
  db: Db,
  organizationId: string,
  memberId: string,
): Promise<MemberRow | null> {
  const [row] = await selectMembers(db).where(
    and(eq(members.organizationId, organizationId), eq(members.id, memberId)),
  );
  return row ?? null;
}

export async function findMemberByEmail(
  db: Db,
  organizationId: string,
  email: string,
): Promise<MemberRow | null> {
  const [row] = await selectMembers(db).where(
    and(eq(members.organizationId, organizationId), eq(users.email, email)),
  );
  return row ?? null;
}

function isOneOf(organizationId: string, userIds: readonly string[]) {
  return and(eq(members.organizationId, organizationId), inArray(members.userId, [...userIds]));
}

export async function selectMembersOf(
  db: Db,
  organizationId: string,
  userIds: readonly string[],
): Promise<MemberRow[]> {
  return await selectMembers(db).where(isOneOf(organizationId, userIds));
}

/** Held against leaving until the transaction ends. */
export async function lockMembersOf(
  db: Db,
  organizationId: string,
  userIds: readonly string[],
): Promise<string[]> {
  const rows = await db
    .select({ userId: members.userId })
    .from(members)
    .where(isOneOf(organizationId, userIds))
    .orderBy(asc(members.id))
    .for('key share');
  return rows.map((row) => row.userId);
}

/** Held until the transaction ends, so that of two owners who demote each other at once only one succeeds. */
export async function lockOwners(db: Db, organizationId: string): Promise<string[]> {
  const rows = await db
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.organizationId, organizationId), eq(members.role, 'owner')))
    .orderBy(asc(members.id))
    .for('update');
  return rows.map((row) => row.id);
}

export async function countMembers(db: Db, organizationId: string): Promise<number> {
  const [row] = await db
    .select({ total: count() })
    .from(members)
    .where(eq(members.organizationId, organizationId));
  return row?.total ?? 0;
}

export async function updateMemberRole(db: Db, memberId: string, role: Role): Promise<void> {
  await db.update(members).set({ role }).where(eq(members.id, memberId));
}

export async function deleteMemberRow(db: Db, memberId: string): Promise<void> {
  await db.delete(members).where(eq(members.id, memberId));
}
