import type { ComponentFacts, IncidentFacts, PageFacts, UpdateFacts } from '@/lib/snapshots/rules/facts';
import { pageBranding, pageSettings } from '@/lib/status-pages/schema';

/** A Saturday in March, a quarter to ten in Berlin. */
export const builtAtMs = Date.parse('2026-03-14T08:45:00.000Z');
const madeAtMs = Date.parse('2025-01-02T08:00:00.000Z');
const dayMs = 86_400_000;

let made = 0;

/** An id of a kind, another one each time; the same ones in each run of a test file. */
function nextId(prefix: string): string {
  made += 1;
  return `${prefix}_0${made.toString().padStart(25, '7')}`;
}

type PageParts = Partial<Omit<PageFacts, 'page'>> & { page?: Partial<PageFacts['page']> };

export function pageFacts(parts: PageParts = {}): PageFacts {
  return {
    builtAtMs,
    checkedAtMs: builtAtMs - 20_000,
    components: [],
    incidents: [],
    ...parts,
    page: {
      id: 'pag_01kk000000e008000000000001',
      organizationId: 'org_01kk000000e008000000000001',
      slug: 'acme',
      name: 'Acme Cloud',
      description: 'How Acme is.',
      url: 'https://status.acme.example',
      timeZone: 'Europe/Berlin',
      defaultLocale: 'en',
      locales: ['en'],
      isPublished: true,
      isIndexed: true,
      access: 'public',
      branding: pageBranding.parse({}),
      settings: pageSettings.parse({}),
      files: [],
      createdAtMs: madeAtMs,
      updatedAtMs: madeAtMs,
      ...parts.page,
    },
  };
}

/** Watched, and up without a break for as long as a page looks back. */
export function componentFacts(parts: Partial<ComponentFacts> = {}): ComponentFacts {
  return {
    id: nextId('cmp'),
    kind: 'monitor',
    groupId: null,
    monitorId: nextId('mon'),
    name: 'Website',
    description: '',
    position: 0,
    isOnlyShownIfDegraded: false,
    showsHistory: true,
    manualStatus: null,
    monitor: {
      status: 'up',
      watchedFromMs: madeAtMs,
      intervals: [{ state: 'up', fromMs: builtAtMs - 91 * dayMs, toMs: builtAtMs }],
    },
    responseTimes: null,
    createdAtMs: madeAtMs,
    updatedAtMs: madeAtMs,
    ...parts,
  };
}

export function groupFacts(parts: Partial<ComponentFacts> = {}): ComponentFacts {
  return componentFacts({ kind: 'group', name: 'API', monitorId: null, monitor: null, ...parts });
}

export function staticFacts(parts: Partial<ComponentFacts> = {}): ComponentFacts {
  return componentFacts({
    kind: 'static',
    name: 'Support',
    monitorId: null,
    monitor: null,
    manualStatus: 'operational',
    ...parts,
  });
}

/** Unresolved since an hour, of no component. */
export function incidentFacts(parts: Partial<IncidentFacts> = {}): IncidentFacts {
  const startedAtMs = parts.startedAtMs ?? builtAtMs - 3_600_000;
  return {
    id: nextId('pin'),
    kind: 'incident',
    title: 'Errors in the API',
    status: 'investigating',
    impact: 'none',
    startedAtMs,
    createdAtMs: startedAtMs,
    updatedAtMs: startedAtMs,
    monitoringAtMs: null,
    resolvedAtMs: null,
    scheduledForMs: null,
    scheduledUntilMs: null,
    components: [],
    updates: [updateFacts({ displayAtMs: startedAtMs })],
    ...parts,
  };
}

/** To begin in a day, for two hours. */
export function maintenanceFacts(parts: Partial<IncidentFacts> = {}): IncidentFacts {
  const scheduledForMs = parts.scheduledForMs ?? builtAtMs + dayMs;
  return incidentFacts({
    kind: 'maintenance',
    title: 'Database upgrade',
    status: 'scheduled',
    impact: 'maintenance',
    scheduledForMs,
    scheduledUntilMs: scheduledForMs + 2 * 3_600_000,
    updates: [updateFacts({ status: 'scheduled', displayAtMs: builtAtMs - dayMs })],
    ...parts,
  });
}

export function updateFacts(parts: Partial<UpdateFacts> = {}): UpdateFacts {
  const displayAtMs = parts.displayAtMs ?? builtAtMs - 3_600_000;
  return {
    id: nextId('pup'),
    status: 'investigating',
    body: 'We are **looking** into it.',
    displayAtMs,
    createdAtMs: displayAtMs,
    updatedAtMs: displayAtMs,
    isNotifying: true,
    affected: [],
    ...parts,
  };
}
