import type { Db } from '@/db/client';
import { defaultPlan, getPlan, hasRoom } from '@/lib/access/rules/plans';
import { ProductError } from '@/lib/core/errors';
import { countMembers } from '@/lib/organizations/queries/members';

/** @throws ProductError `conflict` when all seats of the plan are taken */
export async function requireSeat(db: Db, organizationId: string): Promise<void> {
  const { seats } = getPlan(defaultPlan);
  if (hasRoom(seats, await countMembers(db, organizationId))) return;
  throw new ProductError('conflict', 'All seats of the plan are taken.');
}
