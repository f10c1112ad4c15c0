import type { Db } from '@/db/client';
import { insertAttempts, insertTimeline, noteChannelAttempt } from '@/lib/alerting/queries/sending';
import { findMailedDelivery, insertSuppressions } from '@/lib/alerting/queries/suppressions';
import { notifyChanges } from '@/lib/audit/notify-changes';
import { isId } from '@/lib/core/ids';
import type { AddressLoss } from '@/lib/email/rules/mail-event';

const sender = { kind: 'system', id: 'alerting', name: 'Stillup' } as const;

/**
 * A mail that was taken has bounced afterwards, or its reader complained: the address gets no more, of no channel of
 * the organization whose delivery it was. Told once, however often the provider says it. Gives back how many are new;
 * 0 where no delivery of ours is meant.
 */
export async function recordAddressLoss(db: Db, loss: AddressLoss, now: Date): Promise<number> {
  const { deliveryId, addresses, reason, detail } = loss;
  if (deliveryId === null || !isId('dlv', deliveryId)) return 0;
  return db.transaction(async (tx) => {
    const found = await findMailedDelivery(tx, deliveryId);
    if (found === null) return 0;
    const { delivery, channel } = found;
    const { organizationId, incidentId } = delivery;
    const made = await insertSuppressions(
      tx,
      [...new Set(addresses)].map((address) => ({ organizationId, address, reason, detail, createdAt: now })),
    );
    if (made.length === 0) return 0;
    const error = lossText(reason, made.map(({ address }) => address).join(', '), detail);
    const attempt = { organizationId, deliveryId, at: now, ok: false, error, durationMs: 0 };
    await insertAttempts(tx, [{ ...attempt, request: null, statusCode: null, answer: null }]);
    await noteChannelAttempt(tx, channel.id, { delivered: false, error });
    if (incidentId !== null) {
      await insertTimeline(tx, [
        {
          organizationId,
          incidentId,
          type: 'delivery_failed',
          actor: sender,
          body: `${channel.name}: ${error}`,
          detail: { delivery_id: deliveryId, channel_id: channel.id, transition: delivery.transition },
        },
      ]);
    }
    await notifyChanges(tx, [
      { organizationId, topic: 'deliveries', id: deliveryId },
      { organizationId, topic: 'channels', id: channel.id },
      ...(incidentId === null ? [] : [{ organizationId, topic: 'incidents', id: incidentId } as const]),
    ]);
    return made.length;
  });
}

function lossText(reason: AddressLoss['reason'], addresses: string, detail: string): string {
  const what = reason === 'bounced' ? 'the mail came back from' : 'a complaint came from';
  return `${what} ${addresses}, which gets no more: ${detail}`;
}
