import type { Db } from '@/db/client';
import { suppressStranded } from '@/lib/alerting/internal/fall-back';
import {
  endRest,
  holdChannel,
  type LockedChannel,
  lockChannels,
  type PacedTypes,
  readChannels,
  selectDueChannels,
  suppressIdlePressing,
  takeDeliveries,
} from '@/lib/alerting/queries/claiming';
import { insertDigest, selectFoldable, selectOvertaking } from '@/lib/alerting/queries/digests';
import { type ClaimedDelivery, findChannelScope, selectClaimed } from '@/lib/alerting/queries/sending';
import { digestMessage } from '@/lib/alerting/rules/digest-message';
import { pace } from '@/lib/alerting/rules/pace';
import { newId, newUuid } from '@/lib/core/ids';
import { notifiers } from '@/lib/notifiers/registry';

export type Room = {
  /** How many may be taken in all. */
  limit: number;
  /** How many of one channel may be. */
  placesOf: (channelId: string) => number;
  busyChannelIds: readonly string[];
};

export type Claim = {
  claimed: ClaimedDelivery[];
  /** Of channels that are switched off: settled here, for nothing is sent. */
  suppressed: number;
  /** Another sender, or its records, has a channel just now: another look at once is worth it. */
  isContended: boolean;
};

const kinds = Object.values(notifiers);
const paced: PacedTypes = {
  folding: kinds.filter(({ folds }) => folds).map(({ type }) => type),
  gapped: kinds.filter(({ minGapMs }) => minGapMs !== undefined).map(({ type }) => type),
};

/**
 * Asks of each channel that has something due what its pace allows, and takes that. One transaction: a storm is seen
 * as one before any of it is sent, and a sender that dies leaves either all of a digest behind or nothing of it.
 */
export async function claimDeliveries(db: Db, room: Room): Promise<Claim> {
  const due = await selectDueChannels(db, room.busyChannelIds);
  if (due.length === 0) return { claimed: [], suppressed: 0, isContended: false };
  const leaseId = newUuid();
  // In one transaction with what it gives back: were that answer lost, the lease would hold them back.
  return db.transaction(async (tx) => {
    const locked = await lockChannels(tx, due);
    const wanted: Wanted[] = [];
    let suppressed = 0;
    let digests = 0;
    const channels = new Map((await readChannels(tx, locked, paced)).map((channel) => [channel.id, channel]));
    for (const id of due) {
      const channel = channels.get(id);
      if (channel === undefined) continue;
      if (!channel.isEnabled) suppressed += await suppressStranded(tx, channel);
      const decided = channel.isEnabled
        ? await decide(tx, channel, leaseId, room)
        : { places: room.placesOf(id), digests: 0 };
      digests += decided.digests;
      if (decided.places > 0) wanted.push({ channelId: id, places: decided.places });
    }
    if (wanted.length > 0) {
      const ids = wanted.map(({ channelId }) => channelId);
      suppressed += await suppressIdlePressing(tx, ids);
    }
    const shares = share(wanted, room.limit - digests);
    const taken = shares.length === 0 ? 0 : await takeDeliveries(tx, leaseId, shares);
    return {
      claimed: taken + digests === 0 ? [] : await selectClaimed(tx, leaseId),
      suppressed,
      isContended: locked.length < due.length,
    };
  });
}

type Wanted = { channelId: string; places: number };

async function decide(
  tx: Db,
  channel: LockedChannel,
  leaseId: string,
  room: Room,
): Promise<{ places: number; digests: number }> {
  const { folds, minGapMs = null } = notifiers[channel.type];
  const { id, restUntilMs, nowMs } = channel;
  const decision = pace({ ...channel, folds, minGapMs }, nowMs);
  switch (decision.kind) {
    case 'wait':
      return { places: 0, digests: 0 };
    case 'hold':
      await holdChannel(tx, id, decision);
      return { places: 0, digests: 0 };
    case 'send':
    case 'digest': {
      const digests = decision.kind === 'digest' ? await writeDigest(tx, channel, leaseId) : 0;
      if (restUntilMs !== null) await endRest(tx, id);
      return { places: Math.min(decision.places, room.placesOf(id) - digests), digests };
    }
  }
}

/** Gives back how many digests were written: none where others have taken what was to be told. */
async function writeDigest(tx: Db, channel: LockedChannel, leaseId: string): Promise<number> {
  const candidates = await selectFoldable(tx, channel.id);
  const tooEarly = await selectOvertaking(
    tx,
    candidates.map(({ id }) => id),
  );
  const folded = candidates.filter(({ id }) => !tooEarly.has(id));
  const scope = folded.length === 0 ? null : await findChannelScope(tx, channel.id);
  if (scope === null) return 0;
  const now = new Date(channel.nowMs);
  await insertDigest(
    tx,
    {
      id: newId('dlv', now.getTime()),
      organizationId: scope.organizationId,
      channelId: channel.id,
      leaseId,
      message: digestMessage(folded, scope.projectId, now),
      createdAt: now,
    },
    folded.map(({ id }) => id),
  );
  return 1;
}

/** One for each channel before any gets a second: a flood on one takes no place from the others. */
function share(wanted: readonly Wanted[], limit: number): Wanted[] {
  const shares = wanted.map(({ channelId }) => ({ channelId, places: 0 }));
  let left = limit;
  for (let round = 1; left > 0; round += 1) {
    let given = 0;
    for (const [index, { places }] of wanted.entries()) {
      const own = shares[index];
      if (own === undefined || places < round || left === 0) continue;
      own.places += 1;
      left -= 1;
      given += 1;
    }
    if (given === 0) break;
  }
  return shares.filter(({ places }) => places > 0);
}
