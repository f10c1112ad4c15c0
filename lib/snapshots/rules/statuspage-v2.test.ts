import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { IncidentFacts, PageFacts } from '@/lib/snapshots/rules/facts';
import { statuspageDocuments } from '@/lib/snapshots/rules/statuspage-v2';
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
import {
  contractFaults,
  type StatuspagePath,
  statuspagePaths,
} from '@/lib/snapshots/testing/statuspage-contract';
import type { ComponentStatus } from '@/lib/status-pages/constants';
import { pageSettings } from '@/lib/status-pages/schema';

const hourMs = 3_600_000;
const group = groupFacts({ name: 'API' });
const rest = componentFacts({ name: 'REST API', groupId: group.id, description: 'api.acme.example' });
const hooks = componentFacts({ name: 'Webhooks', groupId: group.id });
const support = staticFacts({ isOnlyShownIfDegraded: true });
const components = [group, rest, hooks, support];

function changing(componentId: string, newStatus: ComponentStatus) {
  return [{ componentId, name: 'REST API', oldStatus: 'operational' as const, newStatus }];
}

const outage = incidentFacts({
  status: 'identified',
  impact: 'major',
  components: [{ componentId: rest.id, status: 'partial_outage' }],
  updates: [
    updateFacts({ status: 'identified', displayAtMs: builtAtMs - hourMs / 2, isNotifying: false }),
    updateFacts({ displayAtMs: builtAtMs - hourMs, affected: changing(rest.id, 'partial_outage') }),
  ],
});
const past = incidentFacts({
  status: 'postmortem',
  impact: 'critical',
  startedAtMs: builtAtMs - 90 * hourMs,
  monitoringAtMs: builtAtMs - 88 * hourMs,
  resolvedAtMs: builtAtMs - 87 * hourMs,
});
const upcoming = maintenanceFacts();
const active = maintenanceFacts({
  status: 'in_progress',
  scheduledForMs: builtAtMs - hourMs,
  components: [{ componentId: hooks.id, status: 'under_maintenance' }],
  updates: [updateFacts({ status: 'in_progress', affected: changing(hooks.id, 'under_maintenance') })],
});
const done = maintenanceFacts({
  status: 'completed',
  scheduledForMs: builtAtMs - 50 * hourMs,
  resolvedAtMs: builtAtMs - 48 * hourMs,
});

/** As a client has them. */
function documentsOf(facts: PageFacts): Record<StatuspagePath, unknown> {
  return JSON.parse(JSON.stringify(statuspageDocuments(viewPage(facts))));
}

function documentsWith(incidents: IncidentFacts[]) {
  return statuspageDocuments(viewPage(pageFacts({ components, incidents })));
}

const hostile = '"</script><script>alert(1)</script>\u0000\u202e\u2028😀'.repeat(2);

test.each<[string, PageFacts]>([
  ['calm', pageFacts({ components })],
  ['empty', pageFacts()],
  ['in an outage', pageFacts({ components, incidents: [outage, past] })],
  ['in maintenance', pageFacts({ components, incidents: [active, upcoming, done] })],
  [
    'with hostile names',
    pageFacts({
      page: { name: hostile },
      components: components.map((one) => ({ ...one, name: hostile, description: hostile })),
      incidents: [{ ...outage, title: hostile, updates: [updateFacts({ body: hostile })] }],
    }),
  ],
  [
    'of a component that is gone',
    pageFacts({ incidents: [{ ...outage, components: [{ componentId: rest.id, status: 'major_outage' }] }] }),
  ],
])('a page %s keeps the contract of Statuspage', (_name, facts) => {
  expect(contractFaults(documentsOf(facts))).toEqual([]);
});

/** Every path to a value, with `[]` for any element of a list. */
function shapeOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => shapeOf(one, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, one]) => [`${path}.${key}`, ...shapeOf(one, `${path}.${key}`)]);
}

test.each(statuspagePaths)('%s has the keys of the example, no more and no fewer', (path) => {
  const file = new URL(`../testdata/statuspage-v2/${path.replaceAll('/', '__')}`, import.meta.url);
  const example: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const documents = documentsOf(
    pageFacts({ components, incidents: [outage, past, active, upcoming, done, incidentFacts()] }),
  );
  const listed = {
    ...maintenanceFacts(),
    components: [{ componentId: rest.id, status: 'operational' as const }],
  };
  const all = documentsOf(
    pageFacts({
      components,
      incidents: [
        ...[outage, past, active, done],
        {
          ...listed,
          updates: [updateFacts({ status: 'scheduled', affected: changing(rest.id, 'operational') })],
        },
      ],
    }),
  );
  const shape = new Set([...shapeOf(documents[path]), ...shapeOf(all[path])]);
  expect([...shape].sort()).toEqual([...new Set(shapeOf(example))].sort());
});

test('the examples keep the contract by which ours are judged', () => {
  const examples = statuspagePaths.map((path) => {
    const file = new URL(`../testdata/statuspage-v2/${path.replaceAll('/', '__')}`, import.meta.url);
    return [path, JSON.parse(readFileSync(file, 'utf8'))];
  });
  expect(contractFaults(Object.fromEntries(examples))).toEqual([]);
});

test('what is wrong is found', () => {
  const documents = documentsOf(pageFacts({ components, incidents: [outage, active] }));
  const text = JSON.stringify(documents);
  const broken: [string, string][] = [
    ['"position":1', '"position":"1"'],
    ['"partial_outage"', '"broken"'],
    ['"identified"', '"resolved"'],
    ['"group_id":null,', ''],
    ['"url":"https:', '"url":"'],
    ['.000Z"', '"'],
    ['"group":true', '"group":1'],
    [`"incident_id":"`, '"incident_id":"x'],
    ['"indicator":"major"', '"indicator":"bad"'],
  ];
  for (const [from, to] of broken) {
    expect(text).toContain(from);
    expect(contractFaults(JSON.parse(text.replace(from, to)))).not.toEqual([]);
  }
});

test('each list holds what belongs in it', () => {
  const documents = documentsWith([outage, past, active, upcoming, done]);
  const names = (list: { status: string }[]) => list.map(({ status }) => status);
  expect(names(documents['summary.json'].incidents)).toEqual(['identified']);
  expect(names(documents['summary.json'].scheduled_maintenances)).toEqual(['in_progress', 'scheduled']);
  expect(names(documents['incidents.json'].incidents)).toEqual(['identified', 'postmortem']);
  expect(names(documents['incidents/unresolved.json'].incidents)).toEqual(['identified']);
  expect(names(documents['scheduled-maintenances.json'].scheduled_maintenances)).toEqual([
    'scheduled',
    'in_progress',
    'completed',
  ]);
  expect(names(documents['scheduled-maintenances/upcoming.json'].scheduled_maintenances)).toEqual([
    'scheduled',
  ]);
  expect(names(documents['scheduled-maintenances/active.json'].scheduled_maintenances)).toEqual([
    'in_progress',
  ]);
});

test('an incident says what it affected and where it is read, and nothing is said as null', () => {
  const [incident] = documentsWith([outage])['incidents.json'].incidents;
  expect(incident?.shortlink).toBe(`https://status.acme.example/incidents/${incident?.id}`);
  expect(incident?.components).toMatchObject([{ name: 'REST API', status: 'partial_outage', group: false }]);
  expect(incident?.incident_updates.map((update) => update.affected_components)).toEqual([
    null,
    [
      {
        code: incident?.components[0]?.id,
        name: 'REST API',
        old_status: 'operational',
        new_status: 'partial_outage',
      },
    ],
  ]);
  expect(incident?.incident_updates[0]).toMatchObject({
    deliver_notifications: false,
    body: 'We are **looking** into it.',
  });
});

test('50 incidents at the most, the newest', () => {
  const many = Array.from({ length: 70 }, (_, index) => ({
    ...past,
    id: `pin_0000000000000000000000${(1000 + index).toString()}`,
    title: `${index}`,
    startedAtMs: builtAtMs - index * hourMs,
  }));
  const { incidents } = documentsWith(many)['incidents.json'];
  expect(incidents).toHaveLength(50);
  expect(incidents[0]?.name).toBe('0');
});

test('a group lists its children and is as the worst of them; what is hidden is listed too', () => {
  const listed = documentsWith([outage])['components.json'].components;
  const [first, ...rest] = listed;
  expect(first).toMatchObject({ group: true, status: 'partial_outage', showcase: false, start_date: null });
  expect(first?.components).toEqual([listed[1]?.id, listed[2]?.id]);
  expect(rest.every((component) => !('components' in component))).toBe(true);
  expect(rest[0]).toMatchObject({
    group_id: first?.id,
    description: 'api.acme.example',
    start_date: '2025-01-02',
  });
  expect(rest[2]).toMatchObject({ only_show_if_degraded: true, description: null, showcase: false });
});

test.each([
  [true, 'maintenance', 'Service Under Maintenance'],
  [false, 'none', 'Service Under Maintenance'],
])('with the indicator for maintenance %s, it is %s', (isOn, indicator, description) => {
  const settings = pageSettings.parse({ maintenance_indicator: isOn });
  const view = viewPage(pageFacts({ page: { settings }, components, incidents: [active] }));
  expect(statuspageDocuments(view)['status.json'].status).toEqual({ indicator, description });
});

test('nothing changes but what did: made again later, the documents are the same', () => {
  const facts = pageFacts({ components, incidents: [outage, active] });
  expect(documentsOf({ ...facts, builtAtMs: builtAtMs + 30_000, checkedAtMs: builtAtMs })).toEqual(
    documentsOf(facts),
  );
  const changed = { ...outage, updates: [updateFacts({ updatedAtMs: builtAtMs - 7 })] };
  expect(documentsWith([changed])['status.json'].page.updated_at).toBe('2026-03-14T08:44:59.993Z');
});
