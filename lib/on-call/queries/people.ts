import { and, asc, eq, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { members, organizations } from '@/db/schema/organizations';
import { projects } from '@/db/schema/projects';

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
