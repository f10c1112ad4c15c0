import type { Db } from '@/db/client';
import { deleteSettled } from '@/lib/subscribers/queries/outbox';
import { notificationsKeptSince } from '@/lib/subscribers/rules/notifications-kept-since';

/** Takes away who was sent what of incidents that are long over; what waits to be sent stays. Gives back how many. */
export async function sweepNotifications(db: Db, now: Date, retentionDays: number): Promise<number> {
  return deleteSettled(db, notificationsKeptSince(now, retentionDays));
}
