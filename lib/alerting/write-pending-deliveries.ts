import type { Db } from '@/db/client';
import type { DeliveryTransition } from '@/lib/alerting/constants';
import { heldBy, type IncidentFacts, loadIncidentFacts } from '@/lib/alerting/internal/incident-facts';
import { heldEvent } from '@/lib/alerting/internal/timeline';
import { type Telling, writeTellings } from '@/lib/alerting/internal/write-tellings';
import {
  deleteEscalations,
  insertEvents,
  type NewEscalation,
  type NewEvent,
  putEscalations,
  suppressPressing,
} from '@/lib/alerting/queries/escalations';
import { selectToldChannels, writeFlapping } from '@/lib/alerting/queries/facts';
import { countChanges, type Flapping, isFlapping, stepFlapping } from '@/lib/alerting/rules/flapping';
import { followingOf } from '@/lib/alerting/rules/next-alert';
import type { IncidentMessage } from '@/lib/notifiers/rules/message';

export type PendingTransition = {
  organizationId: string;
  projectId: string;
  incidentId: string;
  transition: DeliveryTransition;
  message: IncidentMessage;
};

type Plan = { tellings: Telling[]; escalations: NewEscalation[]; events: NewEvent[] };

/**
 * The outbox: what is to be told of transitions, by the policy of each monitor, written in the transaction of the
 * transitions themselves, in bulk. What is held, and what comes later, is written down beside it. Whoever calls holds
 * the states of the monitors and the incidents. Written twice, it is told once. Gives back how many deliveries are new.
 */
export async function writePendingDeliveries(
  tx: Db,
  transitions: readonly PendingTransition[],
  now: Date,
): Promise<number> {
  if (transitions.length === 0) return 0;
  const facts = await loadIncidentFacts(
    tx,
    transitions.map(({ incidentId }) => incidentId),
  );
  const settled = transitions.filter(({ transition }) => transition !== 'opened');
  const settledIds = settled.map(({ incidentId }) => incidentId);
  await endEscalations(tx, settledIds);
  const told = await selectToldChannels(tx, settledIds);
  const flapping = await stepAll(tx, transitions, facts, told);
  const plan: Plan = { tellings: [], escalations: [], events: [] };
  for (const transition of transitions) {
    const known = facts.get(transition.incidentId);
    if (known === undefined) continue;
    const step = flapping.get(transition.incidentId) ?? calm;
    const withStep = withFlapping(known, step);
    if (transition.transition === 'opened') planOpening(plan, transition, withStep, step);
    else planSettling(plan, transition, withStep, { step, told: told.get(transition.incidentId) ?? [] });
  }
  await putEscalations(tx, plan.escalations);
  await insertEvents(tx, plan.events);
  return (await writeTellings(tx, plan.tellings, now)).deliveries;
}

/** Nothing presses any more: what was to come is forgotten, what waits of it is not sent. */
async function endEscalations(tx: Db, incidentIds: readonly string[]): Promise<void> {
  await deleteEscalations(tx, incidentIds);
  await suppressPressing(tx, incidentIds);
}

const calm: Flapping = { untilAt: null, hasBegun: false };

/**
 * Whether monitors change too often with these changes, by incident. The silence begins with its notice and not
 * before: what nobody hears anyway, in a maintenance say, would otherwise go on in silence when that is over.
 */
async function stepAll(
  tx: Db,
  transitions: readonly PendingTransition[],
  facts: ReadonlyMap<string, IncidentFacts>,
  told: ReadonlyMap<string, readonly string[]>,
): Promise<Map<string, Flapping>> {
  const steps = new Map<string, Flapping>();
  const ends = new Map<string, Date>();
  for (const { incidentId, transition } of transitions) {
    const known = facts.get(incidentId);
    if (known === undefined || known.monitorId === null || known.row.is_manual) continue;
    if (transition !== 'opened' && transition !== 'resolved') continue;
    const { flapping_until_ms: untilMs, outages } = known.row;
    const changes = countChanges(outages ?? [], known.now.getTime());
    const step = stepFlapping(untilMs === null ? null : new Date(untilMs), changes, known.now);
    const isHeard = transition === 'opened' ? !isHeldOtherwise(known) : told.has(incidentId);
    if (step.hasBegun && !isHeard) continue;
    steps.set(incidentId, step);
    if (step.untilAt !== null) ends.set(known.monitorId, step.untilAt);
  }
  await writeFlapping(
    tx,
    [...ends].map(([monitorId, untilAt]) => ({ monitorId, untilAt })),
  );
  return steps;
}

function isHeldOtherwise(facts: IncidentFacts): boolean {
  return heldBy({ ...facts, row: { ...facts.row, flapping_until_ms: null } }, null) !== null;
}

function withFlapping(facts: IncidentFacts, { untilAt }: Flapping): IncidentFacts {
  if (untilAt === null) return facts;
  return { ...facts, row: { ...facts.row, flapping_until_ms: untilAt.getTime() } };
}

function planOpening(plan: Plan, { message }: PendingTransition, facts: IncidentFacts, step: Flapping): void {
  const { policy, now, row, incidentId, organizationId } = facts;
  const hold = heldBy(facts, null);
  const base = { facts, step: 0, audience: { kind: 'steps', steps: [0] } as const };
  const failedAt = row.down_since_ms === null ? null : new Date(row.down_since_ms);
  if (hold === null) {
    plan.tellings.push({ ...base, transition: 'opened', message, failedAt });
    const before = { nextStep: 0, remindersSent: 0, startedAt: now };
    const next = followingOf(policy, before, { told: { kind: 'opened' }, dueAt: now, now });
    if (next !== null) {
      plan.escalations.push({ ...next, incidentId, organizationId, heldFor: null, heldDetail: null });
    }
    return;
  }
  if (hold.reason === 'flapping' && step.hasBegun) {
    plan.tellings.push({ ...base, transition: 'flapping', message: as('flapping', message), failedAt });
  }
  plan.escalations.push(
    heldRow(facts, { reason: hold.reason, detail: hold.detail, until: hold.lookAgainAt }),
  );
  plan.events.push(heldEvent(facts, hold.detail));
}

/** Acknowledged or resolved: told to whoever was told before, whatever holds. */
function planSettling(
  plan: Plan,
  { transition, message }: PendingTransition,
  facts: IncidentFacts,
  { step, told }: { step: Flapping; told: readonly string[] },
): void {
  if (told.length === 0) return;
  const base = { facts, step: 0, audience: { kind: 'channels', ids: told } as const, failedAt: null };
  if (transition === 'resolved' && isFlapping(step.untilAt, facts.now) && step.untilAt !== null) {
    if (step.hasBegun) {
      plan.tellings.push({ ...base, transition: 'flapping', message: as('flapping', message) });
    }
    const detail = 'It goes down and comes back again and again.';
    plan.escalations.push(heldRow(facts, { reason: 'flapping', detail, until: step.untilAt }));
    plan.events.push(heldEvent(facts, detail));
    return;
  }
  if (facts.policy.transitions.some((wanted) => wanted === transition)) {
    plan.tellings.push({ ...base, transition, message });
  }
}

function heldRow(
  { incidentId, organizationId, now }: IncidentFacts,
  held: { reason: NewEscalation['heldFor']; detail: string; until: Date },
): NewEscalation {
  return {
    incidentId,
    organizationId,
    nextStep: 0,
    remindersSent: 0,
    startedAt: now,
    nextAt: held.until,
    heldFor: held.reason,
    heldDetail: held.detail,
  };
}

function as(kind: IncidentMessage['kind'], message: IncidentMessage): IncidentMessage {
  return { ...message, kind };
}
