import type { Db } from '@/db/client';
import type { StoredActor } from '@/db/schema/incidents';
import { incidentMessage } from '@/lib/alerting/rules/incident-message';
import { type PendingTransition, writePendingDeliveries } from '@/lib/alerting/write-pending-deliveries';
import { notifyChanges } from '@/lib/audit/notify-changes';
import type { ChangeNotice } from '@/lib/audit/rules/change-payloads';
import { toCheckEvidence } from '@/lib/checks/rules/check-evidence';
import { fromUuid, newUuid, toUuid } from '@/lib/core/ids';
import type { HeartbeatCause } from '@/lib/heartbeats/constants';
import { confirmIncidents } from '@/lib/incidents/confirm-incidents';
import { findRegionEvidence } from '@/lib/incidents/find-region-evidence';
import { type IncidentToOpen, openIncidents } from '@/lib/incidents/open-incidents';
import { resolveIncidents } from '@/lib/incidents/resolve-incidents';
import { incidentTitle } from '@/lib/incidents/rules/describe-cause';
import { toRegionEvidence } from '@/lib/incidents/rules/region-evidence';
import type { HeartbeatEvidence, RegionEvidence } from '@/lib/incidents/schema';
import { type StateRow, writeStates } from '@/lib/pipeline/internal/state-queries';
import type { FinishedCheck } from '@/lib/pipeline/internal/types';
import { planSpans } from '@/lib/pipeline/rules/plan-spans';
import type { Effect, MonitorStep, SpanRule, StateTurn } from '@/lib/pipeline/rules/step-monitor';
import type { FailureCause } from '@/lib/probing/constants';
import { type SpanChanges, type SpanReason, writeSpans } from '@/lib/spans/write-spans';

export type Because =
  | { kind: 'check'; check: FinishedCheck }
  | { kind: 'heartbeat'; turn: StateTurn; evidence: HeartbeatEvidence | null }
  | { kind: 'person' };

/** One monitor's step with what caused it. */
export type AppliedStep = { row: StateRow; step: MonitorStep; because: Because; actor: StoredActor };

function checkOf({ because }: AppliedStep): FinishedCheck | null {
  return because.kind === 'check' ? because.check : null;
}

function causeOf({ because }: AppliedStep): FailureCause | HeartbeatCause | null {
  switch (because.kind) {
    case 'check':
      return because.check.outcome.cause;
    case 'heartbeat':
      return because.turn.to === 'down' ? because.turn.cause : null;
    case 'person':
      return null;
  }
}

type EffectOf<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>;

function effectsOf<Kind extends Effect['kind']>({ step }: AppliedStep, kind: Kind): EffectOf<Kind>[] {
  return step.effects.filter((effect): effect is EffectOf<Kind> => effect.kind === kind);
}

/**
 * Writes what steps came to: spans, incidents, deliveries, states. In the transaction that holds the locks of the
 * states. Gives back how many deliveries are to be sent.
 */
export async function applySteps(tx: Db, steps: readonly AppliedStep[], nowMs: number): Promise<number> {
  if (steps.length === 0) return 0;
  await writeSpans(tx, collectSpans(steps));
  const opened = await openAll(tx, steps);
  const resolved = await resolveAll(tx, steps);
  await confirmAll(tx, steps);
  await writeStates(
    tx,
    steps.map(({ row, step }) => ({
      monitorUuid: row.monitor_id,
      state: step.after.state,
      sinceMs: step.after.sinceMs,
      failingRegions: step.after.failingRegions,
      incidentUuid: openIncidentUuid(row, opened, resolved),
    })),
  );
  const transitions = [...opened.values(), ...resolved.values()];
  await notifyChanges(tx, toNotices(steps, transitions));
  return writePendingDeliveries(tx, transitions, new Date(nowMs));
}

function toNotices(steps: readonly AppliedStep[], transitions: readonly PendingTransition[]): ChangeNotice[] {
  const monitors = steps.map(({ row }): ChangeNotice => {
    const organizationId = fromUuid('org', row.organization_id);
    return { organizationId, topic: 'monitors', id: fromUuid('mon', row.monitor_id) };
  });
  const told = transitions.flatMap(({ organizationId, incidentId }): ChangeNotice[] => [
    { organizationId, topic: 'incidents', id: incidentId },
    { organizationId, topic: 'deliveries' },
  ]);
  return [...monitors, ...told];
}

function openIncidentUuid(row: StateRow, opened: Transitions, resolved: Transitions): string | null {
  const fresh = opened.get(row.monitor_id);
  if (fresh !== undefined) return toUuid(fresh.incidentId);
  return resolved.has(row.monitor_id) ? null : row.incident_id;
}

function collectSpans(steps: readonly AppliedStep[]): SpanChanges {
  const changes: SpanChanges = { closed: [], restated: [], opened: [] };
  for (const applied of steps) {
    const { row, step } = applied;
    const monitorUuid = row.monitor_id;
    const plan = planSpans(step.effects);
    const explain = (state: string, rule: SpanRule) => ({
      cause: state === 'down' ? causeOf(applied) : null,
      reason: reasonOf(rule, applied.because),
    });
    if (plan.closeAtMs !== null) changes.closed.push({ monitorUuid, endedAtMs: plan.closeAtMs });
    if (plan.restateTo !== null) {
      const { state, rule } = plan.restateTo;
      changes.restated.push({ monitorUuid, state, ...explain(state, rule) });
    }
    for (const { state, rule, startedAtMs, endedAtMs } of plan.opened) {
      const key = { uuid: newUuid(startedAtMs), organizationUuid: row.organization_id, monitorUuid };
      changes.opened.push({ ...key, state, startedAtMs, endedAtMs, ...explain(state, rule) });
    }
  }
  return changes;
}

function reasonOf(rule: SpanRule, because: Because): SpanReason {
  switch (because.kind) {
    case 'person':
      return { rule, checks: [] };
    case 'heartbeat': {
      const ping = because.evidence?.ping ?? null;
      if (ping === null) return { rule, checks: [], ping };
      const { n, received_at, kind } = ping;
      return { rule, checks: [], ping: { n, received_at, kind } };
    }
    case 'check': {
      const { region, slotMs } = because.check.claim;
      const { result } = because.check.outcome;
      return { rule, checks: [{ region, scheduled_at: new Date(slotMs).toISOString(), result }] };
    }
  }
}

/** By the monitor's plain UUID. */
type Transitions = Map<string, PendingTransition>;

async function openAll(tx: Db, steps: readonly AppliedStep[]): Promise<Transitions> {
  const opening = steps.filter((step) => effectsOf(step, 'open_incident').length > 0);
  if (opening.length === 0) return new Map();
  const others = await findRegionEvidence(tx, opening.flatMap(otherFailingRegions));
  const incidents = await openIncidents(
    tx,
    opening.flatMap((applied) => toIncident(applied, others.get(applied.row.monitor_id) ?? [])),
  );
  return toTransitions('opened', incidents, steps);
}

function otherFailingRegions(applied: AppliedStep): { monitorUuid: string; region: string }[] {
  const { row, step } = applied;
  const own = checkOf(applied)?.claim.region;
  return step.after.failingRegions
    .filter((region) => region !== own)
    .map((region) => ({ monitorUuid: row.monitor_id, region }));
}

function toIncident(applied: AppliedStep, others: RegionEvidence[]): IncidentToOpen[] {
  const { row, because } = applied;
  const check = checkOf(applied);
  const cause = causeOf(applied);
  return effectsOf(applied, 'open_incident').map(({ openedAtMs, downSinceMs }) => ({
    organizationId: fromUuid('org', row.organization_id),
    projectId: fromUuid('prj', row.project_id),
    monitorId: fromUuid('mon', row.monitor_id),
    title: incidentTitle(row.name, cause, check?.outcome.httpStatus ?? null),
    cause: cause ?? 'unknown',
    evidence: {
      regions: [...(check === null ? [] : [evidenceOf(check)]), ...others],
      heartbeat: because.kind === 'heartbeat' ? because.evidence : null,
    },
    openedAt: new Date(openedAtMs),
    downSince: new Date(downSinceMs),
  }));
}

function evidenceOf({ claim, outcome }: FinishedCheck): RegionEvidence {
  const response = outcome.evidence === null ? null : toCheckEvidence(outcome.evidence);
  return toRegionEvidence(claim.region, new Date(claim.slotMs), outcome, response);
}

async function resolveAll(tx: Db, steps: readonly AppliedStep[]): Promise<Transitions> {
  const incidents = await resolveIncidents(
    tx,
    steps.flatMap((applied) => {
      const { incident_id } = applied.row;
      if (incident_id === null) return [];
      return effectsOf(applied, 'resolve_incident').map(({ resolvedAtMs, reason }) => ({
        id: fromUuid('inc', incident_id),
        resolvedAtMs,
        actor: applied.actor,
        body: reason === 'paused' ? pausedBody : recoveredBody(applied),
      }));
    }),
  );
  return toTransitions('resolved', incidents, steps);
}

const pausedBody = 'Monitoring was paused. Whether the target has recovered is not known.';

function recoveredBody({ step }: AppliedStep): string {
  const since = new Date(step.after.sinceMs).toISOString().slice(0, 19).replace('T', ' ');
  return `Up since ${since} UTC.`;
}

async function confirmAll(tx: Db, steps: readonly AppliedStep[]): Promise<void> {
  const list = steps.flatMap((applied) => {
    const { row } = applied;
    const check = checkOf(applied);
    const id = row.incident_id;
    if (id === null || check === null) return [];
    return effectsOf(applied, 'confirm_incident')
      .filter(({ region }) => region === check.claim.region)
      .map(({ atMs }) => ({
        id: fromUuid('inc', id),
        organizationId: fromUuid('org', row.organization_id),
        at: new Date(atMs),
        evidence: evidenceOf(check),
      }));
  });
  if (list.length > 0) await confirmIncidents(tx, list);
}

type Incident = Parameters<typeof incidentMessage>[2] & { organizationId: string };

function toTransitions(
  transition: 'opened' | 'resolved',
  incidents: readonly Incident[],
  steps: readonly AppliedStep[],
): Transitions {
  const rows = new Map(steps.map(({ row }) => [row.monitor_id, row]));
  const transitions: Transitions = new Map();
  for (const incident of incidents) {
    const row = rows.get(incident.monitorId === null ? '' : toUuid(incident.monitorId));
    if (row === undefined) continue;
    const at = transition === 'opened' ? incident.openedAt : (incident.resolvedAt ?? incident.openedAt);
    const monitor = { id: fromUuid('mon', row.monitor_id), name: row.name, type: row.type, spec: row.spec };
    const message = incidentMessage(transition, at, incident, monitor);
    const { organizationId, projectId, id: incidentId } = incident;
    transitions.set(row.monitor_id, { organizationId, projectId, incidentId, transition, message });
  }
  return transitions;
}
