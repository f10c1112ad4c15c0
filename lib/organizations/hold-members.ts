import type { Db } from '@/db/client';
import { lockMembersOf } from '@/lib/organizations/queries/members';

/** Those of these users who are members, and stay it until the transaction ends. */
export async function holdMembers(
  db: Db,
  organizationId: string,
  userIds: readonly string[],
): Promise<string[]> {
  if (userIds.length === 0) return [];
  return lockMembersOf(db, organizationId, userIds);
}
