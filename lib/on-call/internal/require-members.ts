import type { Db } from '@/db/client';
import { notFound } from '@/lib/core/errors';
import { holdMembers } from '@/lib/organizations/hold-members';

/**
 * Everybody named is a member, or was already in the schedule before they left.
 * @throws ProductError `not_found`
 */
export async function requireMembers(
  db: Db,
  organizationId: string,
  userIds: readonly string[],
  already: readonly string[] = [],
): Promise<string[]> {
  const present = await holdMembers(db, organizationId, userIds);
  const known = new Set([...present, ...already]);
  if (!userIds.every((userId) => known.has(userId))) throw notFound('member');
  return present;
}
