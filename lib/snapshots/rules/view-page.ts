import {
  isActiveMaintenance,
  isOpenIncident,
  type Standing,
  standingOf,
  standingOfGroup,
} from '@/lib/snapshots/rules/component-status';
import { historyOf } from '@/lib/snapshots/rules/days';
import type { ComponentFacts, IncidentFacts, PageFacts } from '@/lib/snapshots/rules/facts';
import { overallOf } from '@/lib/snapshots/rules/overall';
import { dayOf, pageDays } from '@/lib/snapshots/rules/page-days';
import type { ComponentView, IncidentView, PageView, TreeItem } from '@/lib/snapshots/rules/page-view';
import { saidPeriods } from '@/lib/snapshots/rules/said-periods';
import { historyDays } from '@/lib/status-pages/constants';
import { publicId } from '@/lib/status-pages/rules/public-id';

/** What a page shows at `facts.builtAtMs`. */
export function viewPage(facts: PageFacts): PageView {
  const components = viewComponents(facts);
  const all = facts.incidents
    .map((incident) => viewIncident(incident, components))
    .sort((one, other) => takesPlaceAtMs(other) - takesPlaceAtMs(one) || compareIds(other.id, one.id));
  const open = all.filter(isOpenIncident);
  const leaves = components.filter(({ kind }) => kind !== 'group');
  return {
    page: { ...facts.page, publicId: publicId(facts.page.id) },
    builtAtMs: facts.builtAtMs,
    checkedAtMs: facts.checkedAtMs,
    overall: overallOf(
      leaves,
      open.map(({ impact }) => impact),
    ),
    components,
    tree: treeOf(components),
    open,
    activeMaintenances: all.filter(isActiveMaintenance).reverse(),
    upcomingMaintenances: all
      .filter(({ kind, status }) => kind === 'maintenance' && status === 'scheduled')
      .reverse(),
    all,
  };
}

/** When an incident began, or when a maintenance is to take place. */
function takesPlaceAtMs({ kind, scheduledForMs, startedAtMs }: IncidentFacts): number {
  return kind === 'maintenance' ? (scheduledForMs ?? startedAtMs) : startedAtMs;
}

function compareIds(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function viewIncident(incident: IncidentFacts, components: readonly ComponentView[]): IncidentView {
  const named = new Set(incident.components.map(({ componentId }) => componentId));
  const id = publicId(incident.id);
  return {
    ...incident,
    publicId: id,
    path: `incidents/${id}`,
    componentNames: components.flatMap((component) => (named.has(component.id) ? [component.name] : [])),
  };
}

function viewComponents(facts: PageFacts): ComponentView[] {
  const standings = standingsOf(facts);
  const historyFor = historyReader(facts);
  const changes = changesOf(facts);
  const counts = new Map<string | null, number>();
  const views = facts.components.map((component): ComponentView => {
    const standing = standings.get(component.id) ?? { status: 'operational', isUnknown: true };
    const position = (counts.get(component.groupId) ?? 0) + 1;
    counts.set(component.groupId, position);
    return {
      id: component.id,
      publicId: publicId(component.id),
      kind: component.kind,
      groupId: component.groupId,
      groupPublicId: component.groupId === null ? null : publicId(component.groupId),
      name: component.name,
      description: component.description,
      position,
      isOnlyShownIfDegraded: component.isOnlyShownIfDegraded,
      showsHistory: component.showsHistory,
      isVisible: !component.isOnlyShownIfDegraded || standing.status !== 'operational',
      ...standing,
      ...historyFor(component),
      responseTimes: component.responseTimes,
      createdAtMs: component.createdAtMs,
      updatedAtMs: changes.get(component.id) ?? component.updatedAtMs,
    };
  });
  const shown = new Set(
    views.flatMap(({ groupId, isVisible }) => (isVisible && groupId !== null ? [groupId] : [])),
  );
  return views.map((view) => (view.kind === 'group' ? { ...view, isVisible: shown.has(view.id) } : view));
}

/** When each component was last changed: by hand, by its monitor, by what was said of it, or in one of its children. */
function changesOf({ components, incidents }: PageFacts): ReadonlyMap<string, number> {
  const changes = new Map<string, number>();
  const note = (id: string, ms: number) => changes.set(id, Math.max(ms, changes.get(id) ?? 0));
  for (const { components: named, updatedAtMs } of incidents) {
    for (const { componentId } of named) note(componentId, updatedAtMs);
  }
  for (const { id, groupId, updatedAtMs, monitor } of components) {
    note(id, Math.max(updatedAtMs, monitor?.intervals.at(-1)?.fromMs ?? 0));
    if (groupId !== null) note(groupId, changes.get(id) ?? 0);
  }
  return changes;
}

function standingsOf({ components, incidents }: PageFacts): ReadonlyMap<string, Standing> {
  const current = incidents.filter((incident) => isOpenIncident(incident) || isActiveMaintenance(incident));
  const standings = new Map<string, Standing>();
  const children = new Map<string, Standing[]>();
  for (const component of components) {
    if (component.kind === 'group') continue;
    const standing = standingOf(component, current);
    standings.set(component.id, standing);
    if (component.groupId === null) continue;
    children.set(component.groupId, [...(children.get(component.groupId) ?? []), standing]);
  }
  for (const { id, kind } of components) {
    if (kind === 'group') standings.set(id, standingOfGroup(children.get(id) ?? []));
  }
  return standings;
}

type Shown = Pick<ComponentView, 'days' | 'uptime' | 'startDate'>;

function historyReader({ page, builtAtMs, incidents }: PageFacts): (component: ComponentFacts) => Shown {
  const days = pageDays(page.timeZone, builtAtMs, historyDays);
  const said = saidPeriods(incidents, { fromMs: days[0]?.fromMs ?? builtAtMs, nowMs: builtAtMs });
  const frame = {
    days,
    nowMs: builtAtMs,
    formula: page.settings.uptime_formula,
    incidents: new Map(incidents.map((incident) => [incident.id, incident])),
  };
  return ({ id, kind, monitor, showsHistory }) => {
    const none = { days: null, uptime: null, startDate: null };
    if (kind === 'group' || !showsHistory) return none;
    const periods = said.get(id) ?? [];
    if (monitor !== null) {
      const history = historyOf({ ...monitor, periods }, frame);
      return { ...history, startDate: dayOf(page.timeZone, monitor.watchedFromMs) };
    }
    const told = historyOf({ intervals: [], watchedFromMs: builtAtMs, periods }, frame).days;
    return told.some(({ incidents: named }) => named.length > 0) ? { ...none, days: told } : none;
  };
}

/** Nested as it is seen: groups without a visible child are left out. */
function treeOf(components: readonly ComponentView[]): TreeItem[] {
  return components.flatMap((component): TreeItem[] => {
    if (!component.isVisible || component.groupId !== null) return [];
    if (component.kind !== 'group') return [{ kind: 'component', component }];
    const children = components.filter(({ groupId, isVisible }) => isVisible && groupId === component.id);
    return [{ kind: 'group', group: component, children }];
  });
}
