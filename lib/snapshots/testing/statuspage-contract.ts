/**
 * What clients of Atlassian Statuspage's API v2 rely on, rule by rule, for documents as they come over the wire. A fault is a
 * line that says where and what.
 */
type Json = Record<string, unknown>;

const indicators = ['none', 'minor', 'major', 'critical', 'maintenance'];
const impacts = ['none', 'minor', 'major', 'critical', 'maintenance'];
const componentStatuses = [
  'operational',
  'degraded_performance',
  'partial_outage',
  'major_outage',
  'under_maintenance',
];
const openPhases = ['investigating', 'identified', 'monitoring'];
const incidentPhases = [...openPhases, 'resolved', 'postmortem'];
const livePhases = ['scheduled', 'in_progress', 'verifying'];
const maintenancePhases = [...livePhases, 'completed'];

const pageKeys = ['id', 'name', 'url', 'time_zone', 'updated_at'];
const componentKeys = [
  'id',
  'name',
  'status',
  'created_at',
  'updated_at',
  'position',
  'description',
  'showcase',
  'start_date',
  'group_id',
  'page_id',
  'group',
  'only_show_if_degraded',
];
const incidentKeys = [
  'id',
  'name',
  'status',
  'created_at',
  'updated_at',
  'monitoring_at',
  'resolved_at',
  'impact',
  'shortlink',
  'started_at',
  'page_id',
  'incident_updates',
  'components',
];
const updateKeys = [
  'id',
  'status',
  'body',
  'incident_id',
  'created_at',
  'updated_at',
  'display_at',
  'affected_components',
  'deliver_notifications',
  'custom_tweet',
  'tweet_id',
];
const affectedKeys = ['code', 'name', 'old_status', 'new_status'];

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?(?:Z|[+-]\d\d:\d\d)$/;
const day = /^\d{4}-\d\d-\d\d$/;

/** By its path below `api/v2/`, what each document holds besides the page. */
export const statuspagePaths = [
  'status.json',
  'components.json',
  'summary.json',
  'incidents.json',
  'incidents/unresolved.json',
  'scheduled-maintenances.json',
  'scheduled-maintenances/upcoming.json',
  'scheduled-maintenances/active.json',
] as const;
export type StatuspagePath = (typeof statuspagePaths)[number];

/** Of all eight documents together. */
export function contractFaults(documents: Record<StatuspagePath, unknown>): string[] {
  const faults = statuspagePaths.flatMap((path) => documentFaults(path, toObject(documents[path])));
  const [status, summary] = [toObject(documents['status.json']), toObject(documents['summary.json'])];
  const [said, summed] = [toObject(status['status']), toObject(summary['status'])];
  if (said['indicator'] !== summed['indicator'])
    faults.push('summary.json: another indicator than status.json');
  return faults;
}

function documentFaults(path: StatuspagePath, document: Json): string[] {
  const faults = pageFaults(toObject(document['page']));
  const incidents = (phases: string[]) => incidentsFaults(document['incidents'], phases, false);
  const maintenances = (phases: string[]) =>
    incidentsFaults(document['scheduled_maintenances'], phases, true);
  switch (path) {
    case 'status.json':
      faults.push(...statusFaults(document));
      break;
    case 'components.json':
      faults.push(...componentsFaults(document['components']));
      break;
    case 'summary.json':
      faults.push(...statusFaults(document), ...componentsFaults(document['components']));
      faults.push(...incidents(openPhases), ...maintenances(livePhases));
      break;
    case 'incidents.json':
      faults.push(...incidents(incidentPhases));
      if (toList(document['incidents']).length > 50) faults.push('more than 50 incidents');
      break;
    case 'incidents/unresolved.json':
      faults.push(...incidents(openPhases));
      break;
    case 'scheduled-maintenances.json':
      faults.push(...maintenances(maintenancePhases));
      break;
    case 'scheduled-maintenances/upcoming.json':
      faults.push(...maintenances(['scheduled']));
      break;
    case 'scheduled-maintenances/active.json':
      faults.push(...maintenances(['in_progress', 'verifying']));
      break;
  }
  return faults.map((fault) => `${path}: ${fault}`);
}

function pageFaults(page: Json): string[] {
  const isAbsolute = /^https?:\/\//.test(String(page['url']));
  return [
    ...missing(page, pageKeys, 'page'),
    ...instantFaults(page, ['updated_at'], 'page'),
    ...(isAbsolute ? [] : ['page.url is not absolute']),
  ];
}

function statusFaults(document: Json): string[] {
  const status = toObject(document['status']);
  const hasDescription = typeof status['description'] === 'string' && status['description'] !== '';
  return [
    ...oneOf(status['indicator'], indicators, 'status.indicator'),
    ...(hasDescription ? [] : ['status.description is missing']),
  ];
}

function componentsFaults(value: unknown): string[] {
  if (!Array.isArray(value)) return ['components are no list'];
  const components = value.map(toObject);
  const ids = new Set(components.map(({ id }) => id));
  const faults = components.flatMap(componentFaults);
  if (ids.size !== components.length) faults.push('two components have one id');
  for (const { group_id: groupId } of components) {
    if (groupId !== null && !ids.has(groupId)) faults.push(`the group ${String(groupId)} is not listed`);
  }
  return faults;
}

function componentFaults(component: Json): string[] {
  const where = `component ${String(component['id'])}`;
  const { group, position, start_date: startDate, components } = component;
  return [
    ...missing(component, componentKeys, where),
    ...oneOf(component['status'], componentStatuses, `${where}.status`),
    ...instantFaults(component, ['created_at', 'updated_at'], where),
    ...(typeof group === 'boolean' ? [] : [`${where}.group is no boolean`]),
    ...(Number.isInteger(position) ? [] : [`${where}.position is no whole number`]),
    ...(startDate === null || day.test(String(startDate)) ? [] : [`${where}.start_date is no day`]),
    ...(group === true && !Array.isArray(components) ? [`${where} is a group without components`] : []),
  ];
}

function incidentsFaults(value: unknown, phases: string[], isMaintenance: boolean): string[] {
  if (!Array.isArray(value)) return ['incidents or maintenances are no list'];
  return value.map(toObject).flatMap((incident) => {
    const where = `${isMaintenance ? 'maintenance' : 'incident'} ${String(incident['id'])}`;
    const extra = isMaintenance ? ['scheduled_for', 'scheduled_until'] : [];
    // Those in a group stand here without it.
    const topmost = toList(incident['components']).filter(
      (component) => toObject(component)['group_id'] === null,
    );
    return [
      ...missing(incident, [...incidentKeys, ...extra], where),
      ...oneOf(incident['status'], phases, `${where}.status`),
      ...oneOf(incident['impact'], impacts, `${where}.impact`),
      ...instantFaults(incident, ['created_at', 'updated_at', 'started_at', ...extra], where),
      ...instantFaults(incident, ['monitoring_at', 'resolved_at'], where, { isNullable: true }),
      ...updatesFaults(incident, where),
      ...componentsFaults(topmost).map((fault) => `${where}: ${fault}`),
    ];
  });
}

function updatesFaults(incident: Json, where: string): string[] {
  const updates = toList(incident['incident_updates']).map(toObject);
  return updates.flatMap((update, index) => {
    const previous = updates[index - 1];
    const isInOrder =
      previous === undefined ||
      Date.parse(String(update['display_at'])) <= Date.parse(String(previous['display_at']));
    return [
      ...missing(update, updateKeys, `${where}.update`),
      ...instantFaults(update, ['created_at', 'updated_at', 'display_at'], `${where}.update`),
      ...(update['incident_id'] === incident['id'] ? [] : [`${where}.update.incident_id is another`]),
      ...(isInOrder ? [] : [`${where}: updates are not newest first`]),
      ...affectedFaults(update['affected_components'], where),
    ];
  });
}

function affectedFaults(value: unknown, where: string): string[] {
  if (value === null) return [];
  if (!Array.isArray(value)) return [`${where}: affected_components are neither null nor a list`];
  return value
    .map(toObject)
    .flatMap((affected) => [
      ...missing(affected, affectedKeys, `${where}.affected`),
      ...oneOf(affected['new_status'], componentStatuses, `${where}.affected.new_status`),
    ]);
}

function missing(object: Json, keys: readonly string[], where: string): string[] {
  return keys.flatMap((key) => (key in object ? [] : [`${where} has no ${key}`]));
}

function oneOf(value: unknown, allowed: readonly string[], where: string): string[] {
  return allowed.some((one) => one === value) ? [] : [`${where} is ${String(value)}`];
}

function instantFaults(
  object: Json,
  keys: readonly string[],
  where: string,
  { isNullable = false } = {},
): string[] {
  return keys.flatMap((key) => {
    const value = object[key];
    if ((isNullable && value === null) || (typeof value === 'string' && instant.test(value))) return [];
    return [`${where}.${key} is no instant: ${String(value)}`];
  });
}

function toObject(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function toList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
