import {
  type ComponentStatus,
  componentStatuses,
  incidentPhases,
  maintenancePhases,
  type PageIncidentImpact,
  type PageIncidentKind,
  type PageIncidentStatus,
} from '@/lib/status-pages/constants';

export type NamedComponent = { componentId: string; status: ComponentStatus };
export type Change = { componentId: string; oldStatus: ComponentStatus; newStatus: ComponentStatus };

export type PageIncidentState = {
  kind: PageIncidentKind;
  status: PageIncidentStatus;
  chosenImpact: PageIncidentImpact | null;
  impact: PageIncidentImpact;
  monitoringAtMs: number | null;
  resolvedAtMs: number | null;
  /** What it names, and how it is by the last update. */
  components: ReadonlyMap<string, ComponentStatus>;
};

/** What an update says. Components that it leaves out follow the phase. */
export type Said = { status: PageIncidentStatus; components: readonly NamedComponent[] };

export function isPhaseOf(kind: PageIncidentKind, status: PageIncidentStatus): boolean {
  const phases: readonly PageIncidentStatus[] = kind === 'incident' ? incidentPhases : maintenancePhases;
  return phases.includes(status);
}

export function isOver(status: PageIncidentStatus): boolean {
  switch (status) {
    case 'resolved':
    case 'postmortem':
    case 'completed':
      return true;
    case 'investigating':
    case 'identified':
    case 'monitoring':
    case 'scheduled':
    case 'in_progress':
    case 'verifying':
      return false;
  }
}

/**
 * One update. What ends it makes all it names operational unless the update says otherwise; a phase before the end opens it
 * again. `before`: how components were that it has not named until now.
 */
export function stepPageIncident(
  state: PageIncidentState,
  said: Said,
  before: ReadonlyMap<string, ComponentStatus>,
  nowMs: number,
): { state: PageIncidentState; affected: Change[] } {
  const wanted = new Map(said.components.map(({ componentId, status }) => [componentId, status]));
  const components = new Map(state.components);
  const affected: Change[] = [];
  for (const componentId of new Set([...state.components.keys(), ...wanted.keys()])) {
    const was = state.components.get(componentId);
    const oldStatus = was ?? before.get(componentId) ?? 'operational';
    const newStatus = wanted.get(componentId) ?? followPhase(said.status, oldStatus);
    components.set(componentId, newStatus);
    if (wanted.has(componentId) || newStatus !== oldStatus)
      affected.push({ componentId, oldStatus, newStatus });
  }
  return {
    state: {
      ...state,
      status: said.status,
      impact: nextImpact(state, [...components.values()]),
      monitoringAtMs: said.status === 'monitoring' ? nowMs : state.monitoringAtMs,
      resolvedAtMs: isOver(said.status) ? (state.resolvedAtMs ?? nowMs) : null,
      components,
    },
    affected,
  };
}

/** How a component stands after an update in this phase that says nothing of it. */
export function followPhase(phase: PageIncidentStatus, status: ComponentStatus): ComponentStatus {
  switch (phase) {
    case 'resolved':
    case 'completed':
      return 'operational';
    case 'in_progress':
      return 'under_maintenance';
    case 'investigating':
    case 'identified':
    case 'monitoring':
    case 'postmortem':
    case 'scheduled':
    case 'verifying':
      return status;
  }
}

function nextImpact(
  { kind, chosenImpact, impact }: PageIncidentState,
  statuses: readonly ComponentStatus[],
): PageIncidentImpact {
  if (kind === 'maintenance') return 'maintenance';
  return chosenImpact ?? worstImpact([impact, impactOf(statuses)]);
}

const impacts: readonly PageIncidentImpact[] = ['none', 'minor', 'major', 'critical'];

/** Of components in these states: degraded is minor, partial major, major critical. */
export function impactOf(statuses: readonly ComponentStatus[]): PageIncidentImpact {
  const rank = Math.max(0, ...statuses.map((status) => componentStatuses.indexOf(status) - 1));
  return impacts[rank] ?? 'none';
}

function worstImpact(list: readonly PageIncidentImpact[]): PageIncidentImpact {
  const rank = Math.max(0, ...list.map((impact) => impacts.indexOf(impact)));
  return impacts[rank] ?? 'none';
}
