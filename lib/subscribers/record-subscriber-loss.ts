import type { Db } from '@/db/client';
import { notifyChanges } from '@/lib/audit/notify-changes';
import { isId } from '@/lib/core/ids';
import type { AddressLoss } from '@/lib/email/rules/mail-event';
import { disableAddresses, findMailedOrganization } from '@/lib/subscribers/queries/sending';

/**
 * A mail that was taken has bounced afterwards, or its reader complained: no page of the organization whose mail it was
 * tells the address anything any more, until it subscribes anew. Gives back how many subscriptions that ended.
 */
export async function recordSubscriberLoss(db: Db, loss: AddressLoss): Promise<number> {
  const { deliveryId: mailId, addresses, reason, detail } = loss;
  if (mailId === null || !(['pnt', 'sub', 'dlv'] as const).some((prefix) => isId(prefix, mailId))) return 0;
  return db.transaction(async (tx) => {
    const organizationId = await findMailedOrganization(tx, mailId);
    if (organizationId === null) return 0;
    const why = reason === 'bounced' ? 'The mail came back' : 'The reader complained';
    const ended = await disableAddresses(tx, organizationId, addresses, `${why}: ${detail}`);
    await notifyChanges(
      tx,
      ended.map(({ id }) => ({ organizationId, topic: 'subscribers' as const, id })),
    );
    return ended.length;
  });
}
