import type { MonitorStatus } from '@/lib/monitors/constants';
import type { ComponentFacts, IncidentFacts } from '@/lib/snapshots/rules/facts';
import { type ComponentStatus, componentStatuses } from '@/lib/status-pages/constants';

/** How a component is. Unknown: nobody knows, and the status says `operational` for want of another word. */
export type Standing = { status: ComponentStatus; isUnknown: boolean };

const unknown: Standing = { status: 'operational', isUnknown: true };

export function worstStatus(statuses: readonly ComponentStatus[]): ComponentStatus {
  return statuses.reduce<ComponentStatus>(
    (worst, status) =>
      componentStatuses.indexOf(status) > componentStatuses.indexOf(worst) ? status : worst,
    'operational',
  );
}

function standingOfMonitor(status: MonitorStatus): Standing {
  switch (status) {
    case 'up':
      return { status: 'operational', isUnknown: false };
    case 'degraded':
      return { status: 'degraded_performance', isUnknown: false };
    case 'down':
      return { status: 'major_outage', isUnknown: false };
    case 'maintenance':
      return { status: 'under_maintenance', isUnknown: false };
    case 'pending':
    case 'paused':
    case 'unknown':
      return unknown;
  }
}

export function isOpenIncident({ kind, status }: IncidentFacts): boolean {
  return kind === 'incident' && status !== 'resolved' && status !== 'postmortem';
}

export function isActiveMaintenance({ kind, status }: IncidentFacts): boolean {
  return kind === 'maintenance' && (status === 'in_progress' || status === 'verifying');
}

/**
 * Of a component that is no group. What an unresolved incident says of it goes before what its monitor measures, since
 * people know more; of several the worst, and `operational` says nothing. In an announced maintenance it is under
 * maintenance, unless an incident says worse.
 */
export function standingOf(component: ComponentFacts, incidents: readonly IncidentFacts[]): Standing {
  const naming = incidents.flatMap((incident) =>
    incident.components.flatMap(({ componentId, status }) =>
      componentId === component.id ? [{ incident, status }] : [],
    ),
  );
  const said = worstStatus(
    naming.flatMap(({ incident, status }) => (isOpenIncident(incident) ? [status] : [])),
  );
  const isMaintained = naming.some(({ incident }) => isActiveMaintenance(incident));
  if (isMaintained) return { status: worstStatus(['under_maintenance', said]), isUnknown: false };
  if (said !== 'operational') return { status: said, isUnknown: false };
  if (component.monitor !== null) return standingOfMonitor(component.monitor.status);
  return component.manualStatus === null ? unknown : { status: component.manualStatus, isUnknown: false };
}

/** As its worst child; unknown where all are. */
export function standingOfGroup(children: readonly Standing[]): Standing {
  return {
    status: worstStatus(children.map(({ status }) => status)),
    isUnknown: children.every(({ isUnknown }) => isUnknown),
  };
}
