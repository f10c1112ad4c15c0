import type { Db } from '@/db/client';
import { displayName } from '@/lib/access/rules/display-name';
import { selectMembersOf } from '@/lib/organizations/queries/members';

/** What those of these users are called who are members. For verbs that have asked for their own permission already. */
export async function findMemberNames(
  db: Db,
  organizationId: string,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (userIds.length === 0) return new Map();
  const rows = await selectMembersOf(db, organizationId, userIds);
  return new Map(rows.map(({ userId, name, email }) => [userId, displayName(name, email)]));
}
