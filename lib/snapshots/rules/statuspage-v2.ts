import type { UpdateFacts } from '@/lib/snapshots/rules/facts';
import type { ComponentView, IncidentView, PageView } from '@/lib/snapshots/rules/page-view';
import type {
  StatuspageComponent,
  StatuspageDocuments,
  StatuspageIncident,
  StatuspageMaintenance,
  StatuspagePage,
  StatuspageStatus,
  StatuspageUpdate,
} from '@/lib/snapshots/rules/statuspage-shapes';
import { publicId } from '@/lib/status-pages/rules/public-id';

/** As many as Statuspage lists. */
const maxListed = 50;

const descriptions = {
  none: 'All Systems Operational',
  minor: 'Minor Service Outage',
  major: 'Partial System Outage',
  critical: 'Major Service Outage',
  maintenance: 'Service Under Maintenance',
} as const;

/** The documents of Atlassian Statuspage's API v2, by their path below `api/v2/`. Source: https://metastatuspage.com/api */
export function statuspageDocuments(view: PageView): StatuspageDocuments {
  const page = pageOf(view);
  const status = statusOf(view);
  const components = view.components.map((component) => componentOf(component, view));
  const byId = new Map(view.components.map(({ id }, index) => [id, components[index]]));
  const incidentOf = (incident: IncidentView) => toIncident(incident, view, byId);
  const maintenanceOf = (incident: IncidentView) => toMaintenance(incident, view, byId);
  const unresolved = view.open.map(incidentOf);
  const active = view.activeMaintenances.map(maintenanceOf);
  const upcoming = view.upcomingMaintenances.map(maintenanceOf);
  const newest = (kind: IncidentView['kind']) =>
    view.all.filter((incident) => incident.kind === kind).slice(0, maxListed);
  return {
    'summary.json': {
      page,
      components,
      incidents: unresolved,
      scheduled_maintenances: [...active, ...upcoming],
      status,
    },
    'status.json': { page, status },
    'components.json': { page, components },
    'incidents.json': { page, incidents: newest('incident').map(incidentOf) },
    'incidents/unresolved.json': { page, incidents: unresolved },
    'scheduled-maintenances.json': { page, scheduled_maintenances: newest('maintenance').map(maintenanceOf) },
    'scheduled-maintenances/upcoming.json': { page, scheduled_maintenances: upcoming },
    'scheduled-maintenances/active.json': { page, scheduled_maintenances: active },
  };
}

function pageOf({ page, components, all }: PageView): StatuspagePage {
  const changes = [
    page.updatedAtMs,
    ...components.map(({ updatedAtMs }) => updatedAtMs),
    ...all.flatMap(({ updatedAtMs, updates }) => [updatedAtMs, ...updates.map((one) => one.updatedAtMs)]),
  ];
  return {
    id: page.publicId,
    name: page.name,
    url: page.url,
    time_zone: page.timeZone,
    updated_at: toInstant(changes.reduce((one, other) => Math.max(one, other))),
  };
}

/** Strict clients know no indicator `maintenance`: where it is switched off, only the description says it. */
function statusOf({ overall: { indicator }, page }: PageView): StatuspageStatus {
  const isLeftOut = indicator === 'maintenance' && !page.settings.maintenance_indicator;
  return { indicator: isLeftOut ? 'none' : indicator, description: descriptions[indicator] };
}

function componentOf(component: ComponentView, { page, components }: PageView): StatuspageComponent {
  const isGroup = component.kind === 'group';
  return {
    id: component.publicId,
    name: component.name,
    status: component.status,
    created_at: toInstant(component.createdAtMs),
    updated_at: toInstant(component.updatedAtMs),
    position: component.position,
    description: component.description === '' ? null : component.description,
    showcase: component.days !== null,
    start_date: component.startDate,
    group_id: component.groupPublicId,
    page_id: page.publicId,
    group: isGroup,
    only_show_if_degraded: component.isOnlyShownIfDegraded,
    ...(isGroup ? { components: childrenOf(component, components) } : {}),
  };
}

function childrenOf({ id }: ComponentView, components: readonly ComponentView[]): string[] {
  return components.flatMap(({ groupId, publicId: childId }) => (groupId === id ? [childId] : []));
}

type ById = ReadonlyMap<string, StatuspageComponent | undefined>;

function toIncident(incident: IncidentView, { page }: PageView, byId: ById): StatuspageIncident {
  return {
    id: incident.publicId,
    name: incident.title,
    status: incident.status,
    created_at: toInstant(incident.createdAtMs),
    updated_at: toInstant(incident.updatedAtMs),
    monitoring_at: toInstantOrNull(incident.monitoringAtMs),
    resolved_at: toInstantOrNull(incident.resolvedAtMs),
    impact: incident.impact,
    shortlink: `${page.url}/${incident.path}`,
    started_at: toInstant(incident.startedAtMs),
    page_id: page.publicId,
    incident_updates: incident.updates.map((update) => toUpdate(update, incident.publicId)),
    components: incident.components.flatMap(({ componentId }) => byId.get(componentId) ?? []),
  };
}

function toMaintenance(incident: IncidentView, view: PageView, byId: ById): StatuspageMaintenance {
  return {
    ...toIncident(incident, view, byId),
    scheduled_for: toInstant(incident.scheduledForMs ?? incident.startedAtMs),
    scheduled_until: toInstant(incident.scheduledUntilMs ?? incident.scheduledForMs ?? incident.startedAtMs),
  };
}

function toUpdate(update: UpdateFacts, incidentId: string): StatuspageUpdate {
  const affected = update.affected.map(({ componentId, name, oldStatus, newStatus }) => ({
    code: publicId(componentId),
    name,
    old_status: oldStatus,
    new_status: newStatus,
  }));
  return {
    id: publicId(update.id),
    status: update.status,
    body: update.body,
    incident_id: incidentId,
    created_at: toInstant(update.createdAtMs),
    updated_at: toInstant(update.updatedAtMs),
    display_at: toInstant(update.displayAtMs),
    affected_components: affected.length === 0 ? null : affected,
    deliver_notifications: update.isNotifying,
    custom_tweet: null,
    tweet_id: null,
  };
}

function toInstant(ms: number): string {
  return new Date(ms).toISOString();
}

function toInstantOrNull(ms: number | null): string | null {
  return ms === null ? null : toInstant(ms);
}
