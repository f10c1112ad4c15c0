import type { Db } from '@/db/client';
import { writeChannelDisabled } from '@/lib/alerting/internal/tell-channel-disabled';
import {
  type ClaimedDelivery,
  type DeliveryOutcome,
  disableChannel,
  insertAttempt,
  insertTimelineEvent,
  noteChannelAttempt,
  patchChannelConfig,
  settleDelivery,
  suppressBounces,
  suppressPending,
} from '@/lib/alerting/queries/sending';
import { type Settlement, settle } from '@/lib/alerting/rules/settle';
import type { SenderDeps } from '@/lib/alerting/sender-deps';
import { notifyChanges } from '@/lib/audit/notify-changes';
import type { ChangeNotice } from '@/lib/audit/rules/change-payloads';
import type { Attempt } from '@/lib/notifiers/deliver';

const sender = { kind: 'system', id: 'alerting', name: 'Stillup' } as const;

/** `lost`: the lease ran out meanwhile, and what another sender finds is what counts. */
export type Recorded = Settlement['kind'] | 'lost';

/** Attempt, status, channel and timeline in one transaction. Nothing is called delivered before this. */
export async function recordAttempt(
  deps: SenderDeps,
  claimed: ClaimedDelivery,
  attempt: Attempt,
): Promise<Recorded> {
  const { delivery, channel } = claimed;
  const now = deps.now();
  const settlement = settle(attempt.verdict, {
    transition: delivery.transition,
    attemptCount: delivery.attemptCount + 1,
    giveUpAt: delivery.giveUpAt,
    now,
    random: deps.random(),
  });
  return deps.db.transaction(async (db): Promise<Recorded> => {
    const isOurs = await settleDelivery(db, delivery, {
      attemptCount: delivery.attemptCount + 1,
      requestsDone: attempt.requestsDone,
      receipt: attempt.receipt ?? delivery.receipt,
      outcome: outcomeOf(settlement),
    });
    const error = settlement.kind === 'delivered' ? null : settlement.reason;
    await insertAttempt(db, {
      organizationId: delivery.organizationId,
      deliveryId: delivery.id,
      at: now,
      ok: settlement.kind === 'delivered',
      request: attempt.request,
      statusCode: attempt.statusCode,
      error,
      answer: attempt.answer,
      durationMs: attempt.durationMs,
    });
    if (!isOurs) return 'lost';
    await suppressBounces(db, delivery.organizationId, attempt.bounces);
    if (attempt.verdict.kind === 'retry' && attempt.verdict.patch !== undefined) {
      await patchChannelConfig(db, channel.id, attempt.verdict.patch);
    }
    await noteChannelAttempt(db, channel.id, { delivered: settlement.kind === 'delivered', error });
    await writeTimeline(db, claimed, settlement);
    await notifyChanges(db, noticesOf(claimed));
    if (settlement.kind === 'failed' && settlement.disablesChannel) {
      await switchOff(db, claimed, settlement.reason, now);
    }
    return settlement.kind;
  });
}

function noticesOf({ delivery, channel }: ClaimedDelivery): ChangeNotice[] {
  const { organizationId, incidentId } = delivery;
  return [
    { organizationId, topic: 'deliveries', id: delivery.id },
    { organizationId, topic: 'channels', id: channel.id },
    ...(incidentId === null ? [] : [{ organizationId, topic: 'incidents', id: incidentId } as const]),
  ];
}

function outcomeOf(settlement: Settlement): DeliveryOutcome {
  switch (settlement.kind) {
    case 'delivered':
      return { status: 'delivered' };
    case 'retry':
      return { status: 'pending', afterMs: settlement.afterMs, giveUpAt: settlement.giveUpAt };
    case 'failed':
      return { status: 'failed' };
  }
}

async function writeTimeline(
  db: Db,
  { delivery, channel }: ClaimedDelivery,
  settlement: Settlement,
): Promise<void> {
  if (delivery.incidentId === null || settlement.kind === 'retry') return;
  const isDelivered = settlement.kind === 'delivered';
  await insertTimelineEvent(db, {
    organizationId: delivery.organizationId,
    incidentId: delivery.incidentId,
    type: isDelivered ? 'delivered' : 'delivery_failed',
    actor: sender,
    body: isDelivered ? channel.name : `${channel.name}: ${settlement.reason}`,
    detail: { delivery_id: delivery.id, channel_id: channel.id, transition: delivery.transition },
  });
}

async function switchOff(db: Db, { channel }: ClaimedDelivery, reason: string, now: Date): Promise<void> {
  if (!(await disableChannel(db, channel.id, reason))) return;
  await suppressPending(db, channel.id);
  await writeChannelDisabled(db, { channel, reason, now });
}
