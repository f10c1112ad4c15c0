import type { Db } from '@/db/client';
import { ProductError } from '@/lib/core/errors';
import { lockOwners } from '@/lib/organizations/queries/members';

/** Takes the lock before the member is read. @throws ProductError `conflict` when nobody else owns the organization */
export async function holdOwners(db: Db, organizationId: string): Promise<(memberId: string) => void> {
  const owners = await lockOwners(db, organizationId);
  return (memberId) => {
    if (owners.some((owner) => owner !== memberId)) return;
    throw new ProductError('conflict', 'This is the last owner. Make somebody else an owner first.');
  };
}
