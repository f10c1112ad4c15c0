import type { Db } from '@/db/client';
import { heldBy, type IncidentFacts, loadIncidentFacts } from '@/lib/alerting/internal/incident-facts';
import { escalatedEvent, heldEvent, remindedEvent } from '@/lib/alerting/internal/timeline';
import { type Telling, writeTellings } from '@/lib/alerting/internal/write-tellings';
import {
  deleteEscalations,
  findDueEscalations,
  insertEvents,
  type LockedEscalation,
  lockDueEscalations,
  type NewEscalation,
  type NewEvent,
  putEscalations,
  type StoredMonitorFacts,
  selectMonitorFacts,
} from '@/lib/alerting/queries/escalations';
import { clearFlapping, selectToldChannels } from '@/lib/alerting/queries/facts';
import { isFlapping } from '@/lib/alerting/rules/flapping';
import { type Hold, verdictWaitMs } from '@/lib/alerting/rules/hold-of';
import { incidentMessage } from '@/lib/alerting/rules/incident-message';
import { type Due, dueOf, followingOf, plannedAt } from '@/lib/alerting/rules/next-alert';
import { notifyChanges } from '@/lib/audit/notify-changes';
import type { ChangeNotice } from '@/lib/audit/rules/change-payloads';

export type Escalated = { deliveries: number };

/** For tests that stop a process at its worst moments. */
export type EscalateHooks = { beforeCommit?: () => Promise<void> };

const batchSize = 200;

/**
 * Tells what has come due of incidents: steps, reminders, and openings that nothing holds any more. Each is decided anew
 * by what is true now. Run twice, or by two at once, each is told once; late, none is skipped and none piles up.
 */
export async function escalateIncidents(
  db: Db,
  { limit }: { limit: number },
  hooks: EscalateHooks = {},
): Promise<Escalated> {
  const escalated = { deliveries: 0 };
  await clearFlapping(db);
  for (let left = limit; left > 0; left -= batchSize) {
    const size = Math.min(left, batchSize);
    const due = await findDueEscalations(db, size);
    if (due.length === 0) break;
    const deliveries = await db.transaction(async (tx) => {
      const written = await escalateBatch(tx, due);
      await hooks.beforeCommit?.();
      return written;
    });
    escalated.deliveries += deliveries;
    if (due.length < size) break;
  }
  return escalated;
}

type Case = LockedEscalation & { facts: IncidentFacts };

type Work = {
  /** With what each is to write on its timeline once it is known whom it reaches. */
  tellings: { telling: Telling; eventOf: (told: readonly string[]) => NewEvent[] }[];
  put: NewEscalation[];
  done: string[];
  events: NewEvent[];
  notices: ChangeNotice[];
};

async function escalateBatch(tx: Db, due: readonly string[]): Promise<number> {
  const locked = await lockDueEscalations(tx, due);
  if (locked.length === 0) return 0;
  const facts = await loadIncidentFacts(
    tx,
    locked.map(({ incident }) => incident.id),
  );
  const monitors = await selectMonitorFacts(
    tx,
    locked.flatMap(({ incident }) => incident.monitorId ?? []),
  );
  // Of incidents that are over, whom their flapping has kept from hearing it.
  const over = locked.filter(({ incident }) => incident.status === 'resolved');
  const told = await selectToldChannels(
    tx,
    over.map(({ incident }) => incident.id),
  );
  const work: Work = { tellings: [], put: [], done: [], events: [], notices: [] };
  for (const each of locked) {
    const known = facts.get(each.incident.id);
    if (known === undefined) continue;
    decide(work, { ...each, facts: known }, { monitors, told: told.get(each.incident.id) ?? [] });
  }
  return write(tx, work);
}

type Told = Exclude<Due, { kind: 'nothing' }>;

type Known = { monitors: ReadonlyMap<string, StoredMonitorFacts>; told: readonly string[] };

function decide(work: Work, each: Case, known: Known): void {
  switch (each.incident.status) {
    case 'resolved':
      decideResolved(work, each, known);
      return;
    case 'acknowledged':
      work.done.push(each.incident.id);
      return;
    case 'open':
      decideOpen(work, each, known);
      return;
  }
}

function decideResolved(work: Work, { incident, escalation, facts }: Case, known: Known): void {
  const untilMs = facts.row.flapping_until_ms;
  if (untilMs !== null && isFlapping(new Date(untilMs), facts.now)) {
    work.put.push(rowOf(facts, { ...escalation, nextAt: new Date(untilMs) }));
    return;
  }
  work.done.push(incident.id);
  if (known.told.length === 0 || !facts.policy.transitions.includes('resolved')) return;
  const at = incident.resolvedAt ?? facts.now;
  const telling: Telling = {
    facts,
    transition: 'resolved',
    step: 0,
    audience: { kind: 'channels', ids: known.told },
    message: incidentMessage('resolved', at, incident, monitorOf(incident, known)),
    failedAt: null,
  };
  work.tellings.push({ telling, eventOf: () => [] });
}

function decideOpen(work: Work, each: Case, known: Known): void {
  const { incident, escalation, facts } = each;
  const due = dueOf(facts.policy, escalation);
  if (due.kind === 'nothing') {
    work.done.push(incident.id);
    return;
  }
  const planned = due.kind === 'escalated' ? plannedAt(facts.policy, escalation) : null;
  if (planned !== null && planned > facts.now) {
    work.put.push(rowOf(facts, { ...escalation, nextAt: planned }));
    return;
  }
  const hold = heldBy(facts, escalation);
  if (hold !== null) {
    keepHolding(work, each, hold);
    return;
  }
  const { now } = facts;
  const message = incidentMessage(due.kind, now, incident, monitorOf(incident, known));
  const telling = { facts, transition: due.kind, message, ...howTold(due, each) };
  work.tellings.push({ telling, eventOf: (told) => eventsOf(facts, due, told) });
  const next = followingOf(facts.policy, escalation, { told: due, dueAt: escalation.nextAt, now });
  if (next === null) work.done.push(incident.id);
  else work.put.push(rowOf(facts, { ...next, heldFor: null, heldDetail: null }));
}

function keepHolding(work: Work, { escalation, facts }: Case, hold: Hold): void {
  const { reason, detail, lookAgainAt } = hold;
  work.put.push(
    rowOf(facts, {
      ...escalation,
      nextAt: lookAgainAt,
      heldFor: reason,
      heldDetail: detail,
    }),
  );
  if (escalation.heldFor === reason && escalation.heldDetail === detail) return;
  work.events.push(heldEvent(facts, detail));
  work.notices.push(noticeOf(facts));
}

/** A reminder goes to everybody whom a step has named so far. */
function howTold(due: Told, { facts, escalation }: Case): Pick<Telling, 'step' | 'audience' | 'failedAt'> {
  switch (due.kind) {
    case 'opened':
      return {
        step: 0,
        audience: { kind: 'steps', steps: [0] },
        failedAt: failedAtOf(facts, escalation.heldFor),
      };
    case 'escalated':
      return { step: due.step, audience: { kind: 'steps', steps: [due.step] }, failedAt: null };
    case 'reminder': {
      const named = facts.policy.steps.map((_, index) => index).slice(0, escalation.nextStep);
      return { step: due.number, audience: { kind: 'steps', steps: named }, failedAt: null };
    }
  }
}

/** What was muted was not meant to be told at once; the wait for a parent's verdict is ours, and is measured. */
function failedAtOf({ row, now }: IncidentFacts, heldFor: string | null): Date | null {
  const isOurs = heldFor === 'parent' && now.getTime() <= row.opened_ms + 2 * verdictWaitMs;
  return isOurs && row.down_since_ms !== null ? new Date(row.down_since_ms) : null;
}

function eventsOf(facts: IncidentFacts, due: Told, told: readonly string[]): NewEvent[] {
  switch (due.kind) {
    case 'escalated':
      return [escalatedEvent(facts, due.step, told)];
    case 'reminder':
      return [remindedEvent(facts, due.number, told)];
    case 'opened':
      return [];
  }
}

async function write(tx: Db, work: Work): Promise<number> {
  await deleteEscalations(tx, work.done);
  await putEscalations(tx, work.put);
  const now = work.tellings[0]?.telling.facts.now ?? new Date(0);
  const { deliveries, told } = await writeTellings(
    tx,
    work.tellings.map(({ telling }) => telling),
    now,
  );
  const toldEvents = work.tellings.flatMap(({ eventOf }, index) => eventOf(told[index] ?? []));
  await insertEvents(tx, [...work.events, ...toldEvents]);
  await notifyChanges(tx, [
    ...work.notices,
    ...work.tellings.flatMap(({ telling: { facts } }): ChangeNotice[] => [
      noticeOf(facts),
      { organizationId: facts.organizationId, topic: 'deliveries' },
    ]),
  ]);
  return deliveries;
}

function noticeOf({ organizationId, incidentId }: IncidentFacts): ChangeNotice {
  return { organizationId, topic: 'incidents', id: incidentId };
}

function rowOf(
  { organizationId, incidentId }: IncidentFacts,
  row: Omit<NewEscalation, 'organizationId' | 'incidentId'>,
): NewEscalation {
  return { ...row, organizationId, incidentId };
}

function monitorOf({ monitorId }: LockedEscalation['incident'], { monitors }: Known) {
  return monitorId === null ? null : (monitors.get(monitorId) ?? null);
}
