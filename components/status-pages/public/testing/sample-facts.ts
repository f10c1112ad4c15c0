import type { ComponentFacts, IncidentFacts, PageFacts, UpdateFacts } from '@/lib/snapshots/rules/facts';
import type { Interval } from '@/lib/spans/rules/uptime';
import { type ComponentStatus, historyDays, pageLocales } from '@/lib/status-pages/constants';
import { pageBranding, pageSettings } from '@/lib/status-pages/schema';

export const sampleNowMs = Date.parse('2026-11-21T10:42:00Z');
const hour = 3_600_000;
const day = 24 * hour;

/** An id of which only the end differs. */
export function sampleId(prefix: string, number: number): string {
  return `${prefix}_01kac0000000000000000${String(number).padStart(5, '0')}`;
}

export function sampleInterval(state: Interval['state'], fromMs: number, toMs: number): Interval {
  return { state, fromMs, toMs };
}

/** Up but for what is given, from a day on. */
export function watchedSince(daysAgo: number, troubles: readonly Interval[] = []): Interval[] {
  const intervals: Interval[] = [];
  let at = sampleNowMs - daysAgo * day;
  for (const trouble of troubles) {
    if (trouble.fromMs > at) intervals.push(sampleInterval('up', at, trouble.fromMs));
    intervals.push(trouble);
    at = trouble.toMs;
  }
  intervals.push(sampleInterval('up', at, sampleNowMs));
  return intervals;
}

type Given = Partial<ComponentFacts> & { daysWatched?: number; troubles?: readonly Interval[] };

export function sampleComponent(number: number, name: string, given: Given = {}): ComponentFacts {
  const { daysWatched = historyDays + 1, troubles = [], ...rest } = given;
  return {
    id: sampleId('cmp', number),
    kind: 'monitor',
    groupId: null,
    monitorId: sampleId('mon', number),
    name,
    description: '',
    position: number,
    isOnlyShownIfDegraded: false,
    showsHistory: true,
    manualStatus: null,
    monitor: {
      status: 'up',
      watchedFromMs: sampleNowMs - daysWatched * day,
      intervals: watchedSince(daysWatched, troubles),
    },
    responseTimes: null,
    createdAtMs: sampleNowMs - 200 * day,
    updatedAtMs: sampleNowMs - 20 * day,
    ...rest,
  };
}

export function sampleUpdate(
  number: number,
  status: UpdateFacts['status'],
  body: string,
  atMs: number,
  affected: UpdateFacts['affected'] = [],
): UpdateFacts {
  return {
    id: sampleId('pup', number),
    status,
    body,
    displayAtMs: atMs,
    createdAtMs: atMs,
    updatedAtMs: atMs,
    isNotifying: true,
    affected,
  };
}

export function sampleIncident(
  number: number,
  title: string,
  given: Partial<IncidentFacts> = {},
): IncidentFacts {
  const startedAtMs = given.startedAtMs ?? sampleNowMs - hour;
  return {
    id: sampleId('pin', number),
    kind: 'incident',
    title,
    status: 'investigating',
    impact: 'minor',
    startedAtMs,
    createdAtMs: startedAtMs,
    updatedAtMs: startedAtMs,
    monitoringAtMs: null,
    resolvedAtMs: null,
    scheduledForMs: null,
    scheduledUntilMs: null,
    components: [],
    updates: [],
    ...given,
  };
}

export function named(
  number: number,
  status: ComponentStatus,
): { componentId: string; status: ComponentStatus } {
  return { componentId: sampleId('cmp', number), status };
}

type GivenPage = Partial<Omit<PageFacts, 'page'>> & { page?: Partial<PageFacts['page']> };

export function sampleFacts({ page, ...rest }: GivenPage = {}): PageFacts {
  return {
    page: {
      id: sampleId('pag', 1),
      organizationId: sampleId('org', 1),
      slug: 'northwind',
      name: 'Northwind',
      description: '',
      url: 'https://status.northwind.example',
      timeZone: 'UTC',
      defaultLocale: 'en',
      locales: pageLocales,
      isPublished: true,
      isIndexed: true,
      access: 'public',
      branding: pageBranding.parse({}),
      settings: pageSettings.parse({}),
      files: [],
      createdAtMs: sampleNowMs - 200 * day,
      updatedAtMs: sampleNowMs - day,
      ...page,
    },
    builtAtMs: sampleNowMs,
    checkedAtMs: sampleNowMs - 12_000,
    components: [],
    incidents: [],
    ...rest,
  };
}
