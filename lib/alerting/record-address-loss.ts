import type { Db } from '@/db/client';
import { fallBack, sender } from '@/lib/alerting/internal/fall-back';
import {
  insertAttempts,
  insertTimeline,
  lockChannelsInOrder,
  noteChannelAttempt,
} from '@/lib/alerting/queries/sending';
import {
  findMailedDelivery,
  insertSuppressions,
  markFailed,
  selectSuppressions,
} from '@/lib/alerting/queries/suppressions';
import { notifyChanges } from '@/lib/audit/notify-changes';
import { isId } from '@/lib/core/ids';
import type { AddressLoss } from '@/lib/email/rules/mail-event';

type Found = NonNullable<Awaited<ReturnType<typeof findMailedDelivery>>>;

/**
 * A mail that was taken has bounced afterwards, or its reader complained: the address gets no more, of no channel of
 * the organization whose delivery it was. Where nobody is left of the channel, others are told in its place. Once,
 * however often the provider says it. Gives back how many are new; 0 where no delivery of ours is meant.
 */
export async function recordAddressLoss(db: Db, loss: AddressLoss, now: Date): Promise<number> {
  const { deliveryId, addresses, reason, detail } = loss;
  if (deliveryId === null || !isId('dlv', deliveryId)) return 0;
  return db.transaction(async (tx) => {
    const found = await findMailedDelivery(tx, deliveryId);
    if (found === null) return 0;
    const { organizationId, incidentId } = found.delivery;
    // First, as senders do: they take the delivery and its incident after it.
    await lockChannelsInOrder(tx, [found.channel.id]);
    const made = await insertSuppressions(
      tx,
      [...new Set(addresses)].map((address) => ({ organizationId, address, reason, detail, createdAt: now })),
    );
    if (made.length === 0) return 0;
    const error = lossText(reason, made.map(({ address }) => address).join(', '), detail);
    await tell(tx, found, { isBounce: reason === 'bounced', error });
    const attempt = { organizationId, deliveryId, at: now, ok: false, error, durationMs: 0 };
    await insertAttempts(tx, [{ ...attempt, request: null, statusCode: null, answer: null }]);
    await noteChannelAttempt(tx, found.channel.id, { delivered: false, error });
    await notifyChanges(tx, [
      { organizationId, topic: 'deliveries', id: deliveryId },
      { organizationId, topic: 'channels', id: found.channel.id },
      ...(incidentId === null ? [] : [{ organizationId, topic: 'incidents', id: incidentId } as const]),
    ]);
    return made.length;
  });
}

/** The timeline hears of it; where the message reached nobody, others are told if they still need to be. */
async function tell(
  tx: Db,
  { delivery, channel }: Found,
  { isBounce, error }: { isBounce: boolean; error: string },
): Promise<void> {
  const { id, organizationId, incidentId, transition } = delivery;
  if (isBounce && (await isNobodyLeft(tx, channel))) {
    const failed = await markFailed(tx, id);
    await fallBack(tx, new Map([id, ...failed].map((each) => [each, error])));
    return;
  }
  if (incidentId === null) return;
  const detail = { delivery_id: id, channel_id: channel.id, transition };
  const body = `${channel.name}: ${error}`;
  await insertTimeline(tx, [
    { organizationId, incidentId, type: 'delivery_failed', actor: sender, body, detail },
  ]);
}

async function isNobodyLeft(tx: Db, channel: Found['channel']): Promise<boolean> {
  const to = channel.config['to'];
  const addresses = Array.isArray(to) ? to.map((address) => String(address).toLowerCase()) : [];
  const lost = new Set((await selectSuppressions(tx, channel, addresses)).map(({ address }) => address));
  return addresses.every((address) => lost.has(address));
}

function lossText(reason: AddressLoss['reason'], addresses: string, detail: string): string {
  const what = reason === 'bounced' ? 'the mail came back from' : 'a complaint came from';
  return `${what} ${addresses}, which gets no more: ${detail}`;
}
