import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { members, organizations } from '@/db/schema/organizations';
import { projects } from '@/db/schema/projects';
import { users } from '@/db/schema/users';

export type PersonRow = { userId: string; name: string | null; email: string };

/** Those of the ids who are members. */
export async function selectPeople(
  db: Db,
  organizationId: string,
  userIds: readonly string[],
): Promise<PersonRow[]> {
  if (userIds.length === 0) return [];
  return await db
    .select({ userId: members.userId, name: users.name, email: users.email })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.organizationId, organizationId), inArray(members.userId, [...userIds])));
}

/** Those of the ids who are members, and stay it until the transaction ends. */
export async function holdMembers(
  db: Db,
  organizationId: string,
  userIds: readonly string[],
): Promise<string[]> {
  if (userIds.length === 0) return [];
  const rows = await db
    .select({ userId: members.userId })
    .from(members)
    .where(and(eq(members.organizationId, organizationId), inArray(members.userId, [...userIds])))
    .orderBy(asc(members.id))
    .for('key share');
  return rows.map((row) => row.userId);
}

const feedOfMember = { id: members.id, version: members.feedVersion };

function isMember(organizationId: string, userId: string) {
  return and(eq(members.organizationId, organizationId), eq(members.userId, userId));
}

export async function findMemberFeed(
  db: Db,
  organizationId: string,
  userId: string,
): Promise<{ id: string; version: number } | null> {
  const [row] = await db.select(feedOfMember).from(members).where(isMember(organizationId, userId));
  return row ?? null;
}

export async function raiseMemberFeedVersion(
  db: Db,
  organizationId: string,
  userId: string,
): Promise<{ id: string; version: number } | null> {
  const [row] = await db
    .update(members)
    .set({ feedVersion: sql`${members.feedVersion} + 1` })
    .where(isMember(organizationId, userId))
    .returning(feedOfMember);
  return row ?? null;
}

export type MemberOfCalendar = {
  organizationId: string;
  organizationName: string;
  userId: string;
  version: number;
};

/** Without an organization, as above. */
export async function findMemberOfCalendar(db: Db, memberId: string): Promise<MemberOfCalendar | null> {
  const [row] = await db
    .select({
      organizationId: members.organizationId,
      organizationName: organizations.name,
      userId: members.userId,
      version: members.feedVersion,
    })
    .from(members)
    .innerJoin(organizations, eq(organizations.id, members.organizationId))
    .where(eq(members.id, memberId));
  return row ?? null;
}

export async function findFirstProjectId(db: Db, organizationId: string): Promise<string | null> {
  const [row] = await db
    .select({ id: projects.id })
    .from(projects)
    .where(eq(projects.organizationId, organizationId))
    .orderBy(asc(projects.id))
    .limit(1)
    .for('key share');
  return row?.id ?? null;
}
