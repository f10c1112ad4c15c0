import type { Db } from '@/db/client';
import { asSentence, fallBack, sender, suppressStranded } from '@/lib/alerting/internal/fall-back';
import { isScheduledTest, writeChannelDisabled } from '@/lib/alerting/internal/tell-channel-disabled';
import { type SettledFolded, settleFolded } from '@/lib/alerting/queries/digests';
import { selectHeldUp } from '@/lib/alerting/queries/falling-back';
import {
  bringForward,
  type ClaimedDelivery,
  type DeliveryOutcome,
  disableChannel,
  insertAttempts,
  insertTimeline,
  lockChannelsInOrder,
  lockDeliveries,
  noteChannelAttempt,
  patchChannelConfig,
  restChannel,
  settleDeliveries,
  suppressBounces,
  type TimelineEntry,
} from '@/lib/alerting/queries/sending';
import { restAfterMs } from '@/lib/alerting/rules/rest';
import { type Settlement, settle } from '@/lib/alerting/rules/settle';
import type { SenderDeps } from '@/lib/alerting/sender-deps';
import { notifyChanges } from '@/lib/audit/notify-changes';
import type { ChangeNotice } from '@/lib/audit/rules/change-payloads';
import { newId } from '@/lib/core/ids';
import type { Attempt } from '@/lib/notifiers/deliver';

/** `lost`: the lease ran out meanwhile, and what another sender finds is what counts. */
export type Recorded = Settlement['kind'] | 'lost';

/** An attempt with all that is decided about it, once: however often it is written, it is the same. */
export type Finished = {
  claimed: ClaimedDelivery;
  attempt: Attempt;
  settlement: Settlement;
  id: string;
  at: Date;
};

export function finishAttempt(deps: SenderDeps, claimed: ClaimedDelivery, attempt: Attempt): Finished {
  const { transition, attemptCount, giveUpAt } = claimed.delivery;
  const at = deps.now();
  const facts = {
    transition,
    isScheduled: isScheduledTest(claimed.delivery),
    attemptCount: attemptCount + 1,
    giveUpAt,
    now: at,
    random: deps.random(),
  };
  return { claimed, attempt, settlement: settle(attempt.verdict, facts), id: newId('att', at.getTime()), at };
}

/**
 * Attempts, statuses, channels and timelines in one transaction, and what cannot be told is told elsewhere. Nothing is
 * called delivered before this. Many at once cost hardly more than one. Answers in the order of the batch.
 */
export async function recordAttempts(db: Db, batch: readonly Finished[]): Promise<Recorded[]> {
  return db.transaction(async (tx) => {
    await lockChannelsInOrder(tx, [...new Set(batch.map(({ claimed }) => claimed.channel.id))]);
    const present = await lockDeliveries(
      tx,
      batch.map(({ claimed }) => claimed.delivery.id),
    );
    const there = batch.filter(({ claimed }) => present.has(claimed.delivery.id));
    const isNew = await insertAttempts(tx, there.map(attemptRow));
    const settled = await settleDeliveries(tx, there.map(toSettled));
    const ours = there.filter(({ claimed, id }) => settled.has(claimed.delivery.id) && isNew.has(id));
    await noteChannels(tx, ours);
    const along = await tellTimelines(tx, ours);
    for (const one of ours) await switchOff(tx, one);
    await notifyChanges(tx, [...ours.flatMap(noticesOf), ...along.flatMap(noticesAlong(ours))]);
    return batch.map(({ claimed, id, settlement }) => {
      // Written before: the answer to that commit was lost, and what it said holds.
      const isRepeated = present.has(claimed.delivery.id) && !isNew.has(id);
      return isRepeated || settled.has(claimed.delivery.id) ? settlement.kind : 'lost';
    });
  });
}

function attemptRow({ claimed, attempt, settlement, id, at }: Finished) {
  const { delivery } = claimed;
  const isDelivered = settlement.kind === 'delivered';
  return {
    id,
    organizationId: delivery.organizationId,
    deliveryId: delivery.id,
    at,
    ok: isDelivered,
    request: attempt.request,
    statusCode: attempt.statusCode,
    error: isDelivered ? null : settlement.reason,
    answer: attempt.answer,
    durationMs: attempt.durationMs,
  };
}

function toSettled({ claimed, attempt, settlement }: Finished) {
  const { id, leaseId, attemptCount, receipt } = claimed.delivery;
  return {
    id,
    leaseId,
    attemptCount: attemptCount + 1,
    requestsDone: attempt.requestsDone,
    receipt: attempt.receipt ?? receipt,
    outcome: outcomeOf(settlement),
  };
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

/** What each channel has last said, how it wants to be called from now on, and whether it asks for a rest. */
async function noteChannels(db: Db, ours: readonly Finished[]): Promise<void> {
  const notes = new Map<string, { delivered: boolean; error: string | null; restMs: number }>();
  for (const { claimed, attempt, settlement } of ours) {
    const { channel, delivery } = claimed;
    const before = notes.get(channel.id);
    const delivered = settlement.kind === 'delivered';
    notes.set(channel.id, {
      delivered: delivered || before?.delivered === true,
      error: delivered ? null : settlement.reason,
      restMs: Math.max(before?.restMs ?? 0, restAfterMs(settlement, attempt, delivery.transition)),
    });
    await suppressBounces(db, delivery.organizationId, attempt.bounces);
    const { verdict } = attempt;
    if (verdict.kind === 'retry' && verdict.patch !== undefined) {
      await patchChannelConfig(db, channel.id, verdict.patch);
    }
  }
  const back = new Set(
    ours
      .filter(
        ({ claimed, settlement }) => settlement.kind === 'delivered' && claimed.delivery.attemptCount > 0,
      )
      .map(({ claimed }) => claimed.channel.id),
  );
  for (const [channelId, { delivered, error, restMs }] of notes) {
    await noteChannelAttempt(db, channelId, { delivered, error });
    if (restMs > 0) await restChannel(db, channelId, restMs);
    else if (back.has(channelId)) await bringForward(db, channelId);
  }
}

/** A delivery that shares what became of another one's attempt. */
type Along = { id: string; of: string | null; incidentId: string | null };

/**
 * What was delivered stands there as such, also what a digest told of; what failed is told elsewhere, and so is what
 * is tried again for too long. Gives back what all of that means beyond the attempted ones.
 */
async function tellTimelines(db: Db, ours: readonly Finished[]): Promise<Along[]> {
  const digests = (kind: Settlement['kind']) =>
    ours
      .filter(
        ({ claimed, settlement }) => settlement.kind === kind && claimed.delivery.transition === 'digest',
      )
      .map(({ claimed }) => claimed.delivery.id);
  const delivered = await settleFolded(db, digests('delivered'), 'delivered');
  const failed = await settleFolded(db, digests('failed'), 'failed');
  const byId = new Map(ours.map((one) => [one.claimed.delivery.id, one]));
  await insertTimeline(db, [
    ...ours.filter(({ settlement }) => settlement.kind === 'delivered').flatMap(deliveredEntry),
    ...delivered.flatMap((one) => foldedEntry(one, byId.get(one.digestId ?? ''))),
  ]);
  const reasons = new Map<string, string>();
  for (const { claimed, settlement } of ours) {
    if (settlement.kind === 'failed') reasons.set(claimed.delivery.id, settlement.reason);
  }
  for (const { id, digestId } of failed) reasons.set(id, reasons.get(digestId ?? '') ?? '');
  const heldUp = await selectHeldUp(
    db,
    ours.filter(({ settlement }) => settlement.kind === 'retry' && settlement.isLate).map(deliveryId),
  );
  for (const { id, of } of heldUp) {
    const settlement = byId.get(of)?.settlement;
    if (settlement?.kind === 'retry')
      reasons.set(id, `${asSentence(settlement.reason)} It is tried further.`);
  }
  if (reasons.size > 0) await fallBack(db, reasons);
  const folded = [...delivered, ...failed].map((one) => ({ ...one, of: one.digestId }));
  return [...folded, ...heldUp];
}

function deliveryId({ claimed }: Finished): string {
  return claimed.delivery.id;
}

function deliveredEntry({ claimed: { delivery, channel } }: Finished): TimelineEntry[] {
  const { id, organizationId, incidentId, transition } = delivery;
  if (incidentId === null) return [];
  const detail = { delivery_id: id, channel_id: channel.id, transition };
  return [{ organizationId, incidentId, type: 'delivered', actor: sender, body: channel.name, detail }];
}

function foldedEntry(folded: SettledFolded, digest: Finished | undefined): TimelineEntry[] {
  const { id, incidentId, transition, digestId } = folded;
  if (incidentId === null || digest === undefined) return [];
  const { channel } = digest.claimed;
  return [
    {
      organizationId: channel.organizationId,
      incidentId,
      type: 'delivered',
      actor: sender,
      body: channel.name,
      detail: { delivery_id: id, channel_id: channel.id, transition, digest_id: digestId },
    },
  ];
}

async function switchOff(db: Db, { claimed, settlement, at }: Finished): Promise<void> {
  const { channel } = claimed;
  if (settlement.kind !== 'failed') return;
  if (!settlement.disablesChannel) {
    if (!isScheduledTest(claimed.delivery)) return;
    await writeChannelDisabled(db, { channel, reason: settlement.reason, now: at, isTestFailure: true });
    return;
  }
  if (!(await disableChannel(db, channel.id, settlement.reason))) return;
  await suppressStranded(db, { id: channel.id, isGone: true });
  await writeChannelDisabled(db, { channel, reason: settlement.reason, now: at });
}

function noticesOf({ claimed: { delivery, channel } }: Finished): ChangeNotice[] {
  const { organizationId, incidentId } = delivery;
  return [
    { organizationId, topic: 'deliveries', id: delivery.id },
    { organizationId, topic: 'channels', id: channel.id },
    ...(incidentId === null ? [] : [{ organizationId, topic: 'incidents', id: incidentId } as const]),
  ];
}

function noticesAlong(ours: readonly Finished[]): (along: Along) => ChangeNotice[] {
  const organizations = new Map(
    ours.map(({ claimed: { delivery } }) => [delivery.id, delivery.organizationId]),
  );
  return ({ id, of, incidentId }) => {
    const organizationId = organizations.get(of ?? '');
    if (organizationId === undefined || incidentId === null) return [];
    return [
      { organizationId, topic: 'deliveries', id },
      { organizationId, topic: 'incidents', id: incidentId },
    ];
  };
}
