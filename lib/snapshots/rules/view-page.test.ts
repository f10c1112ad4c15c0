import { expect, test } from 'vitest';
import type { MonitorStatus } from '@/lib/monitors/constants';
import type { IncidentFacts } from '@/lib/snapshots/rules/facts';
import { viewPage } from '@/lib/snapshots/rules/view-page';
import {
  builtAtMs,
  componentFacts,
  groupFacts,
  incidentFacts,
  maintenanceFacts,
  pageFacts,
  staticFacts,
  updateFacts,
} from '@/lib/snapshots/testing/facts';
import { saying } from '@/lib/snapshots/testing/histories';
import type { ComponentStatus, PageIncidentImpact } from '@/lib/status-pages/constants';

function watched(status: MonitorStatus) {
  return componentFacts({ monitor: { status, watchedFromMs: 0, intervals: [] } });
}

const naming = (componentId: string, status: ComponentStatus) => [{ componentId, status }];

test.each([
  ['up', 'operational', false],
  ['degraded', 'degraded_performance', false],
  ['down', 'major_outage', false],
  ['maintenance', 'under_maintenance', false],
  ['pending', 'operational', true],
  ['paused', 'operational', true],
  ['unknown', 'operational', true],
] as const)('a monitor that is %s makes its component %s', (monitor, status, isUnknown) => {
  const view = viewPage(pageFacts({ components: [watched(monitor)] }));
  expect(view.components[0]).toMatchObject({ status, isUnknown });
  expect(view.overall.isUnknown).toBe(isUnknown);
});

test.each<[string, MonitorStatus, (id: string) => IncidentFacts[], ComponentStatus]>([
  [
    'an incident goes before a worse monitor',
    'down',
    (id) => [incidentFacts({ components: naming(id, 'degraded_performance') })],
    'degraded_performance',
  ],
  [
    'an incident goes before a monitor that nobody knows of',
    'paused',
    (id) => [incidentFacts({ components: naming(id, 'partial_outage') })],
    'partial_outage',
  ],
  [
    'of two incidents the worse counts',
    'up',
    (id) => [
      incidentFacts({ components: naming(id, 'partial_outage') }),
      incidentFacts({ components: naming(id, 'degraded_performance') }),
    ],
    'partial_outage',
  ],
  [
    'operational leaves what the monitor says',
    'down',
    (id) => [incidentFacts({ status: 'monitoring', components: naming(id, 'operational') })],
    'major_outage',
  ],
  [
    'a resolved incident says nothing any more',
    'up',
    (id) => [incidentFacts({ status: 'resolved', components: naming(id, 'major_outage') })],
    'operational',
  ],
  [
    'nor does one with a post-mortem',
    'up',
    (id) => [incidentFacts({ status: 'postmortem', components: naming(id, 'major_outage') })],
    'operational',
  ],
  [
    'down within an announced maintenance is maintenance',
    'down',
    (id) => [maintenanceFacts({ status: 'in_progress', components: naming(id, 'under_maintenance') })],
    'under_maintenance',
  ],
  [
    'so it is while it is verified',
    'up',
    (id) => [maintenanceFacts({ status: 'verifying', components: naming(id, 'operational') })],
    'under_maintenance',
  ],
  [
    'a maintenance to come changes nothing',
    'up',
    (id) => [maintenanceFacts({ status: 'scheduled', components: naming(id, 'under_maintenance') })],
    'operational',
  ],
  [
    'an incident within a maintenance that says worse counts',
    'maintenance',
    (id) => [
      maintenanceFacts({ status: 'in_progress', components: naming(id, 'under_maintenance') }),
      incidentFacts({ components: naming(id, 'major_outage') }),
    ],
    'major_outage',
  ],
])('%s', (_name, monitor, incidentsOf, status) => {
  const component = watched(monitor);
  const view = viewPage(pageFacts({ components: [component], incidents: incidentsOf(component.id) }));
  expect(view.components[0]).toMatchObject({ status, isUnknown: false });
});

test('what people say of a component without a monitor is how it is, and an incident goes before it', () => {
  const component = staticFacts({ manualStatus: 'degraded_performance' });
  const facts = pageFacts({ components: [component] });
  expect(viewPage(facts).components[0]).toMatchObject({
    status: 'degraded_performance',
    days: null,
    uptime: null,
    startDate: null,
  });
  const incident = incidentFacts({ components: naming(component.id, 'major_outage') });
  expect(viewPage({ ...facts, incidents: [incident] }).components[0]?.status).toBe('major_outage');
});

test('a group is as its worst child, and unknown only when all are', () => {
  const group = groupFacts();
  const child = (status: MonitorStatus) => ({ ...watched(status), groupId: group.id });
  const of = (...statuses: MonitorStatus[]) =>
    viewPage(pageFacts({ components: [group, ...statuses.map(child)] })).components[0];
  expect(of('up', 'degraded', 'paused')).toMatchObject({ status: 'degraded_performance', isUnknown: false });
  expect(of('down', 'maintenance')).toMatchObject({ status: 'major_outage', days: null });
  expect(of('up', 'paused')).toMatchObject({ status: 'operational', isUnknown: false });
  expect(of('pending', 'paused')).toMatchObject({ status: 'operational', isUnknown: true });
});

test('what is only shown when degraded, and a group of nothing but that, stay out of sight until then', () => {
  const group = groupFacts();
  const hidden = (status: MonitorStatus) => ({
    ...watched(status),
    groupId: group.id,
    isOnlyShownIfDegraded: true,
  });
  const other = watched('up');
  const treeWith = (status: MonitorStatus) =>
    viewPage(pageFacts({ components: [group, hidden(status), other] }));
  expect(treeWith('up').tree.map((item) => item.kind)).toEqual(['component']);
  expect(treeWith('up').components).toHaveLength(3);
  expect(treeWith('paused').tree).toHaveLength(1);
  expect(treeWith('degraded').tree).toMatchObject([
    { kind: 'group', children: [{ status: 'degraded_performance' }] },
    { kind: 'component' },
  ]);
  expect(viewPage(pageFacts({ components: [groupFacts()] })).tree).toEqual([]);
});

test('positions count from one among siblings', () => {
  const [first, second] = [groupFacts(), groupFacts()];
  const in2 = { groupId: second.id };
  const view = viewPage(
    pageFacts({ components: [watched('up'), first, second, componentFacts(in2), componentFacts(in2)] }),
  );
  expect(view.components.map(({ position }) => position)).toEqual([1, 2, 3, 1, 2]);
});

test.each<[MonitorStatus[], PageIncidentImpact[], string, ComponentStatus]>([
  [['up', 'up'], [], 'none', 'operational'],
  [['up', 'maintenance'], [], 'maintenance', 'under_maintenance'],
  [['maintenance', 'degraded'], [], 'minor', 'degraded_performance'],
  [['up', 'down'], [], 'critical', 'major_outage'],
  [['up'], ['none'], 'none', 'operational'],
  [['up'], ['minor'], 'minor', 'degraded_performance'],
  [['degraded'], ['major', 'minor'], 'major', 'partial_outage'],
  [['maintenance'], ['critical'], 'critical', 'major_outage'],
])('components %j and impacts %j make %s', (statuses, impacts, indicator, worst) => {
  const incidents = impacts.map((impact) => incidentFacts({ impact }));
  const view = viewPage(pageFacts({ components: statuses.map(watched), incidents }));
  expect(view.overall).toEqual({ indicator, isUnknown: false, worst });
});

test('the impact of what is resolved counts no more, and nobody claims to know how nothing is', () => {
  const incidents = [incidentFacts({ impact: 'critical', status: 'resolved', resolvedAtMs: builtAtMs })];
  expect(viewPage(pageFacts({ incidents })).overall).toEqual({
    indicator: 'none',
    isUnknown: true,
    worst: 'operational',
  });
});

test('incidents by when they began, maintenance by when it takes place', () => {
  const hourMs = 3_600_000;
  const old = incidentFacts({
    title: 'old',
    startedAtMs: builtAtMs - 50 * hourMs,
    status: 'resolved',
    resolvedAtMs: builtAtMs - 49 * hourMs,
  });
  const open = incidentFacts({ title: 'open', startedAtMs: builtAtMs - hourMs });
  const soon = maintenanceFacts({ title: 'soon', scheduledForMs: builtAtMs + hourMs });
  const later = maintenanceFacts({ title: 'later', scheduledForMs: builtAtMs + 9 * hourMs });
  const now = maintenanceFacts({
    title: 'now',
    status: 'in_progress',
    scheduledForMs: builtAtMs - 2 * hourMs,
  });
  const view = viewPage(pageFacts({ incidents: [old, soon, now, later, open] }));
  const titles = (list: readonly { title: string }[]) => list.map(({ title }) => title);
  expect(titles(view.all)).toEqual(['later', 'soon', 'open', 'now', 'old']);
  expect(titles(view.open)).toEqual(['open']);
  expect(titles(view.activeMaintenances)).toEqual(['now']);
  expect(titles(view.upcomingMaintenances)).toEqual(['soon', 'later']);
});

test('an incident has a place below the page, and names components as they are called now', () => {
  const [one, two] = [componentFacts({ name: 'One' }), componentFacts({ name: 'Two' })];
  const incident = incidentFacts({
    components: [
      ...naming(two.id, 'major_outage'),
      ...naming('cmp_gone', 'major_outage'),
      ...naming(one.id, 'operational'),
    ],
    updates: [updateFacts()],
  });
  const [viewed] = viewPage(pageFacts({ components: [one, two], incidents: [incident] })).all;
  expect(viewed?.componentNames).toEqual(['One', 'Two']);
  expect(viewed?.path).toMatch(/^incidents\/[a-z0-9]{12}$/);
});

test('a component was changed when its state was, and its group with it', () => {
  const group = groupFacts();
  const intervals = [
    { state: 'up' as const, fromMs: builtAtMs - 9_000_000, toMs: builtAtMs - 60_000 },
    { state: 'down' as const, fromMs: builtAtMs - 60_000, toMs: builtAtMs },
  ];
  const monitor = { status: 'down' as const, watchedFromMs: 0, intervals };
  const told = staticFacts();
  const incident = incidentFacts({ components: naming(told.id, 'operational'), updatedAtMs: builtAtMs - 5 });
  const view = viewPage(
    pageFacts({
      components: [
        group,
        componentFacts({ groupId: group.id, monitor }),
        told,
        staticFacts({ updatedAtMs: 7 }),
      ],
      incidents: [incident],
    }),
  );
  expect(view.components.map(({ updatedAtMs }) => updatedAtMs)).toEqual([
    builtAtMs - 60_000,
    builtAtMs - 60_000,
    builtAtMs - 5,
    7,
  ]);
});

test('what no monitor watches has the days that incidents named it on, and knows nothing of the others', () => {
  const told = staticFacts();
  const atMs = Date.parse('2026-03-12T09:00:00Z');
  const incident = {
    ...saying(told, [atMs, 'partial_outage']),
    status: 'resolved' as const,
    resolvedAtMs: atMs + 3_600_000,
  };
  const [view] = viewPage(pageFacts({ components: [told], incidents: [incident] })).components;
  expect(view?.days?.slice(86).map(({ state, incidents }) => [state, incidents.length])).toEqual([
    ['no_data', 0],
    ['partial', 1],
    ['no_data', 0],
    ['no_data', 0],
  ]);
  expect(
    view?.days?.every(({ coverageRatio, uptimeRatio }) => coverageRatio === null && uptimeRatio === null),
  ).toBe(true);
  expect(view).toMatchObject({ uptime: null, startDate: null });
});

test.each([
  ['that nothing was said of', staticFacts(), false],
  ['that shows no history', staticFacts({ showsHistory: false }), true],
  ['that is a group', groupFacts(), true],
])('what no monitor watches, and %s, has no days', (_, component, isNamed) => {
  const incidents = isNamed ? [saying(component, [builtAtMs - 3_600_000, 'major_outage'])] : [];
  const [view] = viewPage(pageFacts({ components: [component], incidents })).components;
  expect(view).toMatchObject({ days: null, uptime: null });
});

test('what was last said of it before those days is no longer among them', () => {
  const told = staticFacts();
  const atMs = builtAtMs - 120 * 86_400_000;
  const old = {
    ...saying(told, [atMs, 'major_outage']),
    status: 'resolved' as const,
    resolvedAtMs: atMs + 1000,
  };
  expect(viewPage(pageFacts({ components: [told], incidents: [old] })).components[0]?.days).toBeNull();
});
