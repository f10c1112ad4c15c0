import type { Db } from '@/db/client';
import type { DeliveryTransition } from '@/lib/alerting/constants';
import type { IncidentFacts } from '@/lib/alerting/internal/incident-facts';
import { findLastResort } from '@/lib/alerting/internal/last-resort';
import {
  type EnabledChannel,
  insertPendingDeliveries,
  lockEnabledChannels,
  type NewDelivery,
} from '@/lib/alerting/queries/outbox';
import { ensurePersonalChannels } from '@/lib/channels/ensure-personal-channels';
import { newId } from '@/lib/core/ids';
import type { IncidentMessage } from '@/lib/notifiers/rules/message';
import { findOnCallUsers } from '@/lib/on-call/find-on-call-users';
import { peopleOf, type Reachable, toldBy } from '@/lib/policies/rules/reach';
import type { PolicyStep } from '@/lib/policies/schema';

/** Something to be told of one incident: to whom steps of its policy name, or to channels that are known. */
export type Telling = {
  facts: IncidentFacts;
  transition: DeliveryTransition;
  step: number;
  audience: { kind: 'steps'; steps: readonly number[] } | { kind: 'channels'; ids: readonly string[] };
  message: IncidentMessage;
  /** When the failure began, for the time to the alert; null where it was not meant to be told at once. */
  failedAt: Date | null;
};

export type Written = {
  deliveries: number;
  /** Whom each telling reaches, by name, in the order in which they were given. */
  told: string[][];
};

/** Deliveries of any number of tellings, in a handful of statements. Written twice, each is told once. */
export async function writeTellings(tx: Db, tellings: readonly Telling[], now: Date): Promise<Written> {
  if (tellings.length === 0) return { deliveries: 0, told: [] };
  const world = await reachable(tx, tellings);
  const byId = new Map(world.channels.map((channel) => [channel.id, channel]));
  const steps = createStepReach(world);
  const reached = tellings.map((telling) => {
    const ids =
      telling.audience.kind === 'channels'
        ? telling.audience.ids
        : telling.audience.steps.flatMap((step) => steps(telling.facts, step));
    return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
  });
  const audiences = await withLastResort(tx, tellings, reached);
  const deliveries = await insertPendingDeliveries(
    tx,
    tellings.flatMap((telling, index) =>
      (audiences[index] ?? []).map((channel) => toDelivery(telling, channel, now)),
    ),
  );
  return { deliveries, told: audiences.map((audience) => audience.map(({ name }) => name)) };
}

type Audience = readonly Pick<EnabledChannel, 'id' | 'name'>[];

async function withLastResort(
  tx: Db,
  tellings: readonly Telling[],
  reached: readonly Audience[],
): Promise<Audience[]> {
  const alone = tellings.filter((_, index) => reached[index]?.length === 0);
  const resorts = await findLastResort(
    tx,
    alone.map(({ facts: { organizationId, projectId }, audience }) => ({
      organizationId,
      projectId,
      channelIds: audience.kind === 'channels' ? audience.ids : null,
    })),
  );
  const byTelling = new Map(alone.map((telling, index) => [telling, resorts[index] ?? []]));
  return tellings.map((telling, index) => byTelling.get(telling) ?? reached[index] ?? []);
}

function toDelivery(telling: Telling, channel: Audience[number], now: Date): NewDelivery {
  const { facts, transition, step, message, failedAt } = telling;
  return {
    id: newId('dlv', now.getTime()),
    organizationId: facts.organizationId,
    channelId: channel.id,
    incidentId: facts.incidentId,
    transition,
    step,
    message,
    failedAt,
  };
}

type World = Omit<Reachable, 'channels'> & { channels: readonly EnabledChannel[] };

async function reachable(tx: Db, tellings: readonly Telling[]): Promise<World> {
  const steps = namedSteps(tellings);
  const onCall = await whoIsOnCall(tx, steps);
  const people = new Map<string, { projectId: string; userIds: Set<string> }>();
  for (const { facts, step } of steps) {
    const userIds = peopleOf(step, onCall);
    if (userIds.length === 0) continue;
    const known = people.get(facts.organizationId) ?? { projectId: facts.projectId, userIds: new Set() };
    for (const id of userIds) known.userIds.add(id);
    people.set(facts.organizationId, known);
  }
  // In one order, for it locks members: two transactions that name the same people must not wait in a circle.
  for (const organizationId of [...people.keys()].sort()) {
    const { projectId, userIds } = people.get(organizationId) ?? {
      projectId: '',
      userIds: new Set<string>(),
    };
    await ensurePersonalChannels(tx, organizationId, projectId, [...userIds]);
  }
  const channels = await lockEnabledChannels(tx, [...new Set(tellings.map(({ facts }) => facts.projectId))], {
    organizationIds: [...people.keys()],
    people: [...people.values()].flatMap(({ userIds }) => [...userIds]),
    channelIds: [
      ...new Set(tellings.flatMap(({ audience }) => (audience.kind === 'channels' ? audience.ids : []))),
    ],
  });
  return { channels, onCall };
}

type NamedStep = { facts: IncidentFacts; step: PolicyStep };

/** Each step of each policy once, however many incidents go by it. */
function namedSteps(tellings: readonly Telling[]): NamedStep[] {
  const named = new Map<string, NamedStep>();
  for (const { facts, audience } of tellings) {
    if (audience.kind === 'channels') continue;
    for (const index of audience.steps) {
      const step = facts.policy.steps[index];
      if (step !== undefined)
        named.set(`${facts.policyKey} ${facts.organizationId} ${index}`, { facts, step });
    }
  }
  return [...named.values()];
}

async function whoIsOnCall(
  tx: Db,
  steps: readonly NamedStep[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const schedules = new Map<string, { at: Date; ids: Set<string> }>();
  for (const { facts, step } of steps) {
    if (step.schedule_ids.length === 0) continue;
    const known = schedules.get(facts.organizationId) ?? { at: facts.now, ids: new Set() };
    for (const id of step.schedule_ids) known.ids.add(id);
    schedules.set(facts.organizationId, known);
  }
  const onCall = new Map<string, readonly string[]>();
  for (const [organizationId, { at, ids }] of schedules) {
    for (const [id, users] of await findOnCallUsers(tx, organizationId, [...ids], at)) onCall.set(id, users);
  }
  return onCall;
}

/** Whom a step reaches is worked out once for a policy and a project, and not for each of a thousand incidents. */
function createStepReach(world: World): (facts: IncidentFacts, index: number) => readonly string[] {
  const kept = new Map<string, readonly string[]>();
  return ({ policyKey, policy, projectId, organizationId }, index) => {
    const key = `${policyKey} ${projectId} ${index}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const step = policy.steps[index];
    // Somebody may be a member of two tenants of one batch: the other's channels are not theirs here.
    const channels = world.channels.filter((channel) => channel.organizationId === organizationId);
    const ids = step === undefined ? [] : toldBy(step, projectId, { ...world, channels });
    kept.set(key, ids);
    return ids;
  };
}
