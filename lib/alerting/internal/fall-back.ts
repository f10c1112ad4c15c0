import type { Db } from '@/db/client';
import { type LockedChannel, selectStranded } from '@/lib/alerting/queries/claiming';
import { settleFolded } from '@/lib/alerting/queries/digests';
import {
  insertSubstitutes,
  type LockedIncident,
  lockIncidents,
  type OtherChannel,
  type Substitute,
  selectEnds,
  selectGivenUp,
  selectOwnerIds,
  selectPersonalChannels,
  selectSharedChannels,
  selectToldByNobody,
  selectUntold,
  suppress,
} from '@/lib/alerting/queries/falling-back';
import { insertTimeline, type TimelineEntry } from '@/lib/alerting/queries/sending';
import { ensurePersonalChannels } from '@/lib/channels/ensure-personal-channels';
import { newId } from '@/lib/core/ids';

export const sender = { kind: 'system', id: 'alerting', name: 'Stillup' } as const;

type Untold = Awaited<ReturnType<typeof selectUntold>>[number];
type Ends = Awaited<ReturnType<typeof selectEnds>>;
/** With the end of its incident, which is told along with it. */
type Needed = Untold & { end: Untold['delivery'] | null };

/** Nobody needs them any more once somebody has the incident. */
const callsForHelp: readonly string[] = ['opened', 'escalated', 'reminder'];

/** Why each delivery, by its id, could not be told. */
export type Reasons = ReadonlyMap<string, string>;

/**
 * What a channel could not tell of an incident is told by the other shared channels of its project that were not told
 * of it; where nobody is left, by those of the owners. In the transaction of the failing, after it was written. What is
 * still being tried counts as told by nobody once it stands in the timeline.
 */
export async function fallBack(db: Db, reasons: Reasons): Promise<void> {
  const untold = await selectUntold(db, [...reasons.keys()]);
  if (untold.length === 0) return;
  const incidents = await lockIncidents(db, [
    ...new Set(untold.flatMap(({ delivery }) => delivery.incidentId ?? [])),
  ]);
  const isOver = (id: string) => incidents.get(id)?.status === 'resolved';
  const ends = await selectEnds(db, [...incidents.keys()].filter(isOver));
  const needed = untold.filter(({ delivery }) => isNeeded(delivery, incidents, ends)).map(withEnd(ends));
  const names = new Map<string, string[]>();
  const projectIds = [...new Set([...incidents.values()].map(({ projectId }) => projectId))];
  const shared = await selectSharedChannels(db, projectIds);
  await substitute(db, needed, names, ({ delivery }) => {
    const projectId = incidents.get(delivery.incidentId ?? '')?.projectId;
    return shared.filter((channel) => channel.projectId === projectId);
  });
  const alone = await selectToldByNobody(
    db,
    needed.map(({ delivery }) => delivery.id),
    [...reasons.keys(), ...(await selectGivenUp(db, [...incidents.keys()]))],
  );
  await tellOwners(
    db,
    needed.filter(({ delivery }) => alone.has(delivery.id)),
    incidents,
    names,
  );
  await insertTimeline(
    db,
    untold.flatMap((one) => entryOf(one, reasons, names)),
  );
}

/**
 * What was delivered before was only sent again by a person, who sees what came of it. Of what is over, only the opening
 * is of any use, together with the end: alone it would be an alarm that is never taken back.
 */
function isNeeded(
  { incidentId, transition, deliveredAt }: Untold['delivery'],
  incidents: ReadonlyMap<string, LockedIncident>,
  ends: Ends,
): boolean {
  if (deliveredAt !== null) return false;
  switch (incidents.get(incidentId ?? '')?.status) {
    case 'acknowledged':
      return !callsForHelp.includes(transition);
    case 'resolved':
      return transition === 'resolved' || (transition === 'opened' && ends.has(incidentId ?? ''));
    default:
      return true;
  }
}

function withEnd(ends: Ends): (one: Untold) => Needed {
  return (one) => {
    const end = one.delivery.transition === 'opened' ? ends.get(one.delivery.incidentId ?? '') : undefined;
    return { ...one, end: end ?? null };
  };
}

/** Personal channels of the owners; whoever has none gets one, by mail. */
async function tellOwners(
  db: Db,
  alone: readonly Needed[],
  incidents: ReadonlyMap<string, LockedIncident>,
  names: Map<string, string[]>,
): Promise<void> {
  const ofOrganization = new Map<string, OtherChannel[]>();
  for (const { delivery } of alone) {
    const { organizationId } = delivery;
    const projectId = incidents.get(delivery.incidentId ?? '')?.projectId;
    if (ofOrganization.has(organizationId) || projectId === undefined) continue;
    const ownerIds = await selectOwnerIds(db, organizationId);
    await ensurePersonalChannels(db, organizationId, projectId, ownerIds);
    ofOrganization.set(organizationId, await selectPersonalChannels(db, organizationId, ownerIds));
  }
  await substitute(db, alone, names, ({ delivery }) => ofOrganization.get(delivery.organizationId) ?? []);
}

async function substitute(
  db: Db,
  untold: readonly Needed[],
  names: Map<string, string[]>,
  channelsOf: (one: Untold) => readonly OtherChannel[],
): Promise<void> {
  const originOf = new Map<string, { id: string; name: string }>();
  const rows = untold.flatMap((one) =>
    channelsOf(one)
      .filter(({ id }) => id !== one.delivery.channelId)
      .flatMap(({ id: channelId, name }): Substitute[] => {
        const id = newId('dlv');
        originOf.set(id, { id: one.delivery.id, name });
        const end = one.end === null ? [] : [toSubstitute(one.end, newId('dlv'), channelId)];
        return [toSubstitute(one.delivery, id, channelId), ...end];
      }),
  );
  for (const { id } of await insertSubstitutes(db, rows)) {
    const origin = originOf.get(id);
    if (origin !== undefined) names.set(origin.id, [...(names.get(origin.id) ?? []), origin.name]);
  }
}

/** As old as what it stands for: what came after that comes after this one as well. */
function toSubstitute(delivery: Untold['delivery'], id: string, channelId: string): Substitute {
  const { organizationId, incidentId, transition, step, message, failedAt, createdAt } = delivery;
  return {
    id,
    organizationId,
    channelId,
    incidentId,
    transition,
    step,
    message,
    failedAt,
    createdAt,
    status: 'pending',
  };
}

function entryOf(
  { delivery, channelName }: Untold,
  reasons: Reasons,
  names: ReadonlyMap<string, string[]>,
): TimelineEntry[] {
  const { id, organizationId, incidentId, channelId, transition } = delivery;
  if (incidentId === null) return [];
  const instead = names.get(id) ?? [];
  const reason = reasons.get(id) ?? '';
  const what = instead.length === 0 ? reason : `${asSentence(reason)} ${listOf(instead)} told in its place.`;
  return [
    {
      organizationId,
      incidentId,
      type: 'delivery_failed',
      actor: sender,
      body: `${channelName}: ${what}`,
      detail: { delivery_id: id, channel_id: channelId, transition },
    },
  ];
}

/** What a socket or a mail server said ends as it likes. */
export function asSentence(reason: string): string {
  return /[.!?…]$/.test(reason) ? reason : `${reason}.`;
}

const maxNames = 5;

function listOf(names: readonly string[]): string {
  const shown = names.slice(0, maxNames).join(', ');
  return names.length > maxNames
    ? `${shown} and ${names.length - maxNames} more are`
    : shown + (names.length === 1 ? ' is' : ' are');
}

/**
 * Settles what waits for a channel that is off. Where its receiver switched it off, the others tell it; where a person
 * did, that was meant. Gives back how many will never be sent.
 */
export async function suppressStranded(
  db: Db,
  channel: Pick<LockedChannel, 'id' | 'isGone'>,
): Promise<number> {
  const ids = await selectStranded(db, channel.id);
  await suppress(db, ids);
  const folded = await settleFolded(db, ids, 'suppressed');
  if (channel.isGone) {
    const all = [...ids, ...folded.map(({ id }) => id)];
    await fallBack(db, new Map(all.map((id) => [id, 'The channel is switched off.'])));
  }
  return ids.length;
}
