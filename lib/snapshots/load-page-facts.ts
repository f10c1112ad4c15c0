import type { Db } from '@/db/client';
import { findProvenHostname } from '@/lib/domains/find-proven-hostnames';
import {
  type IncidentRows,
  type MonitorFactsById,
  toComponentFacts,
  toIncidentFacts,
  toMonitorFacts,
  toResponseTimes,
} from '@/lib/snapshots/internal/to-facts';
import {
  selectAffected,
  selectHourHistograms,
  selectMonitorFacts,
  selectPage,
  selectPublished,
  selectUpdates,
} from '@/lib/snapshots/queries/facts';
import type { PageFacts } from '@/lib/snapshots/rules/facts';
import { historyDays } from '@/lib/status-pages/constants';
import { findPageComponents, type PageComponent } from '@/lib/status-pages/find-page-components';
import { findPageFiles } from '@/lib/status-pages/find-page-files';
import { pageUrl } from '@/lib/status-pages/page-url';
import type { StoredPage } from '@/lib/status-pages/require-page';
import { pageBranding, pageSettings } from '@/lib/status-pages/schema';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** How far back `/history` reaches. */
const maxIncidents = 1000;

const oneInstant = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const;

/**
 * Everything that a page is made of at one instant of the database's clock, published or not; the number of questions
 * does not grow with the page. Null where there is no such page. Asks no permission.
 */
export async function loadPageFacts(db: Db, pageId: string): Promise<PageFacts | null> {
  return await db.transaction(async (tx) => {
    const found = await selectPage(tx, pageId);
    if (found === null) return null;
    const { page, nowMs } = found;
    const from = new Date(nowMs - (historyDays + 1) * dayMs);
    const components = await findPageComponents(tx, pageId);
    const monitors = toMonitorFacts(await selectMonitorFacts(tx, pageId, from), nowMs);
    const checked = [...monitors.values()].flatMap(({ checkedAtMs }) => checkedAtMs ?? []);
    return {
      page: await loadPage(tx, page),
      builtAtMs: nowMs,
      checkedAtMs: checked.length === 0 ? null : checked.reduce((one, other) => Math.max(one, other)),
      components: await loadComponents(tx, pageId, { components, monitors, nowMs }),
      incidents: await loadIncidents(tx, pageId),
    };
  }, oneInstant);
}

async function loadPage(db: Db, page: StoredPage): Promise<PageFacts['page']> {
  return {
    id: page.id,
    organizationId: page.organizationId,
    slug: page.slug,
    name: page.name,
    description: page.description,
    url: pageUrl(page, await findProvenHostname(db, page.id)),
    timeZone: page.timeZone,
    defaultLocale: page.defaultLocale,
    locales: page.locales,
    isPublished: page.isPublished,
    isIndexed: page.isIndexed,
    access: page.access,
    branding: pageBranding.parse(page.branding),
    settings: pageSettings.parse(page.settings),
    files: await findPageFiles(db, page.id),
    createdAtMs: page.createdAt.getTime(),
    updatedAtMs: page.updatedAt.getTime(),
  };
}

type Loaded = { components: readonly PageComponent[]; monitors: MonitorFactsById; nowMs: number };

async function loadComponents(
  db: Db,
  pageId: string,
  { components, monitors, nowMs }: Loaded,
): Promise<PageFacts['components']> {
  const toMs = Math.floor(nowMs / hourMs) * hourMs;
  const window = { fromMs: toMs - dayMs, toMs };
  const isShown = components.some(({ showsResponseTimes }) => showsResponseTimes);
  const rows = isShown ? await selectHourHistograms(db, pageId, window) : [];
  const responseTimes = toResponseTimes(rows, window);
  return components.map((component) => toComponentFacts(component, monitors, responseTimes));
}

async function loadIncidents(db: Db, pageId: string): Promise<PageFacts['incidents']> {
  const incidents = await selectPublished(db, pageId, maxIncidents);
  const ids = incidents.map(({ id }) => id);
  const rows: IncidentRows = {
    incidents,
    updates: await selectUpdates(db, ids),
    affected: await selectAffected(db, ids),
  };
  return toIncidentFacts(rows);
}
