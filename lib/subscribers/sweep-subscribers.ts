import type { Db } from '@/db/client';
import { confirmDays } from '@/lib/subscribers/constants';
import { deleteUnconfirmed } from '@/lib/subscribers/queries/subscribers';

/** Takes away mailboxes that were asked and have not answered within the time their link works. Gives back how many. */
export async function sweepSubscribers(db: Db, now: Date): Promise<number> {
  return deleteUnconfirmed(db, new Date(now.getTime() - confirmDays * 86_400_000));
}
