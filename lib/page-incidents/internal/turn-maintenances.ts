import type { Db } from '@/db/client';
import { fromUuid, newId, toUuid } from '@/lib/core/ids';
import { stillup } from '@/lib/incidents/open-incidents';
import { sayUpdate, type Words } from '@/lib/page-incidents/internal/say-update';
import {
  findVoice,
  findWindow,
  followWindow,
  hasWindowThatTakesPlace,
  lockById,
  selectCovered,
  selectNow,
} from '@/lib/page-incidents/internal/turn-queries';
import { insertWindowIncident } from '@/lib/page-incidents/internal/write-queries';
import { lockPage, type StoredPageIncident } from '@/lib/page-incidents/queries';
import { begunWords, endedWords, scheduledWords } from '@/lib/page-incidents/rules/automatic-words';
import type { PageLocale } from '@/lib/status-pages/constants';
import { markPage } from '@/lib/status-pages/mark-page';

/** A window on a page that shows what it covers; one that runs already is in progress at once. */
export async function announceWindow(
  tx: Db,
  pageId: string,
  windowUuid: string,
): Promise<StoredPageIncident | null> {
  const page = await lockPage(tx, pageId);
  const window = await findWindow(tx, windowUuid);
  if (page === null || !page.isPublished || window === null) return null;
  const now = await selectNow(tx);
  const covered = await selectCovered(tx, pageId, windowUuid);
  const isRunning = window.starts_ms <= now.getTime();
  const status = isRunning ? ('in_progress' as const) : ('scheduled' as const);
  const incident = await insertWindowIncident(tx, {
    id: newId('pin', now.getTime()),
    organizationId: page.organizationId,
    pageId,
    kind: 'maintenance',
    origin: 'window',
    title: window.title,
    status,
    impact: 'maintenance',
    publishedAt: now,
    startedAt: new Date(window.starts_ms),
    scheduledFor: new Date(window.starts_ms),
    scheduledUntil: new Date(window.ends_ms),
    maintenanceWindowId: fromUuid('mwn', windowUuid),
    createdBy: stillup,
    createdAt: now,
    updatedAt: now,
  });
  if (incident === null) return null;
  const said = scheduledWords(
    page.defaultLocale,
    window.description,
    covered.map(({ name }) => name),
  );
  return sayUpdate(
    tx,
    { incident, isPagePublished: true },
    {
      status,
      components: covered.map(({ id }) => ({
        componentId: id,
        status: isRunning ? 'under_maintenance' : 'operational',
      })),
      body: isRunning ? `${said}\n\n${begunWords(page.defaultLocale, window.ends_ms, now.getTime())}` : said,
      isNotifying: true,
    },
    { actor: stillup, now },
  );
}

/** Its window was moved: the page shows the new times. */
export async function followMaintenance(tx: Db, id: string): Promise<StoredPageIncident | null> {
  const incident = await lockById(tx, id);
  if (incident === null || !(await followWindow(tx, id))) return null;
  if (incident.publishedAt !== null) await markPage(tx, incident.pageId);
  return incident;
}

/** It begins, ends, or does not take place. */
export async function turnMaintenance(tx: Db, id: string): Promise<StoredPageIncident | null> {
  const incident = await lockById(tx, id);
  if (incident === null || incident.resolvedAt !== null || incident.publishedAt === null) return null;
  const now = await selectNow(tx);
  const { isPublished, locale } = await findVoice(tx, incident.pageId);
  const words = await findWords(tx, incident, locale, now);
  if (words === null) return null;
  return sayUpdate(tx, { incident, isPagePublished: isPublished }, words, {
    actor: stillup,
    now,
  });
}

async function findWords(
  tx: Db,
  incident: StoredPageIncident,
  locale: PageLocale,
  now: Date,
): Promise<Words | null> {
  const { id, pageId, status, scheduledFor, scheduledUntil, maintenanceWindowId } = incident;
  const completed = { status: 'completed' as const, components: [], isNotifying: true };
  if (!(await hasWindowThatTakesPlace(tx, id)))
    return { ...completed, body: endedWords(locale, 'calledOff') };
  if (scheduledFor === null || scheduledUntil === null) return null;
  if (scheduledUntil <= now) return { ...completed, body: endedWords(locale, 'completed') };
  if (status !== 'scheduled' || scheduledFor > now) return null;
  // Monitors that it covers by now, among them those that were added since it was announced.
  const covered =
    maintenanceWindowId === null ? [] : await selectCovered(tx, pageId, toUuid(maintenanceWindowId));
  return {
    status: 'in_progress',
    components: covered.map((one) => ({ componentId: one.id, status: 'under_maintenance' as const })),
    body: begunWords(locale, scheduledUntil.getTime(), now.getTime()),
    isNotifying: true,
  };
}
