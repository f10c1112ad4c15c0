import type { Db } from '@/db/client';
import type { StoredActor } from '@/db/schema/incidents';
import { incidentMessage } from '@/lib/alerting/rules/incident-message';
import { type PendingTransition, writePendingDeliveries } from '@/lib/alerting/write-pending-deliveries';
import { notifyChanges } from '@/lib/audit/notify-changes';
import type { ChangeNotice } from '@/lib/audit/rules/change-payloads';
import { toCheckEvidence } from '@/lib/checks/rules/check-evidence';
import { fromUuid, newUuid, toUuid } from '@/lib/core/ids';
import { confirmIncidents } from '@/lib/incidents/confirm-incidents';
import { findRegionEvidence } from '@/lib/incidents/find-region-evidence';
import { type IncidentToOpen, openIncidents } from '@/lib/incidents/open-incidents';
import { resolveIncidents } from '@/lib/incidents/resolve-incidents';
import { incidentTitle } from '@/lib/incidents/rules/describe-cause';
import { toRegionEvidence } from '@/lib/incidents/rules/region-evidence';
import type { RegionEvidence } from '@/lib/incidents/schema';
import { type StateRow, writeStates } from '@/lib/pipeline/internal/state-queries';
import type { FinishedCheck } from '@/lib/pipeline/internal/types';
import { planSpans } from '@/lib/pipeline/rules/plan-spans';
import type { Effect, MonitorStep, SpanRule } from '@/lib/pipeline/rules/step-monitor';
import { type SpanChanges, type SpanReason, writeSpans } from '@/lib/spans/write-spans';

/** One monitor's step with what caused it: a check, or a person who paused it. */
export type AppliedStep = {
  row: StateRow;
  step: MonitorStep;
  check: FinishedCheck | null;
  actor: StoredActor;
};

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
    const { row, step, check } = applied;
    const monitorUuid = row.monitor_id;
    const plan = planSpans(step.effects);
    const explain = (state: string, rule: SpanRule) => ({
      cause: state === 'down' ? (check?.outcome.cause ?? null) : null,
      reason: reasonOf(rule, check),
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

function reasonOf(rule: SpanRule, check: FinishedCheck | null): SpanReason {
  if (check === null) return { rule, checks: [] };
  const { region, slotMs } = check.claim;
  return {
    rule,
    checks: [{ region, scheduled_at: new Date(slotMs).toISOString(), result: check.outcome.result }],
  };
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

function otherFailingRegions({ row, step, check }: AppliedStep): { monitorUuid: string; region: string }[] {
  return step.after.failingRegions
    .filter((region) => region !== check?.claim.region)
    .map((region) => ({ monitorUuid: row.monitor_id, region }));
}

function toIncident(applied: AppliedStep, others: RegionEvidence[]): IncidentToOpen[] {
  const { row, check } = applied;
  const cause = check?.outcome.cause ?? null;
  return effectsOf(applied, 'open_incident').map(({ openedAtMs, downSinceMs }) => ({
    organizationId: fromUuid('org', row.organization_id),
    projectId: fromUuid('prj', row.project_id),
    monitorId: fromUuid('mon', row.monitor_id),
    title: incidentTitle(row.name, cause, check?.outcome.httpStatus ?? null),
    cause: cause ?? 'unknown',
    evidence: { regions: [...(check === null ? [] : [evidenceOf(check)]), ...others] },
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
  return `Up since ${new Date(step.after.sinceMs).toISOString()}.`;
}

async function confirmAll(tx: Db, steps: readonly AppliedStep[]): Promise<void> {
  const list = steps.flatMap((applied) => {
    const { row, check } = applied;
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
