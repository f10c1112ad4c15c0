import type { Db } from '@/db/client';
import { fromUuid, newId } from '@/lib/core/ids';
import { stillup } from '@/lib/incidents/open-incidents';
import { readWords, sayAnew } from '@/lib/page-incidents/internal/say-anew';
import { sayUpdate, type Words } from '@/lib/page-incidents/internal/say-update';
import { takeBack } from '@/lib/page-incidents/internal/take-back';
import {
  findToJoin,
  findTold,
  findVoice,
  forgetSources,
  hasOpenSource,
  insertSource,
  lockById,
  type OutageRow,
  selectNamedComponents,
  selectNow,
  selectOutages,
  selectUntold,
  type UntoldRow,
} from '@/lib/page-incidents/internal/turn-queries';
import { insertPageIncident, updatePageIncidentRow } from '@/lib/page-incidents/internal/write-queries';
import { lockPage, type StoredPageIncident } from '@/lib/page-incidents/queries';
import { joinedWords, recoveredWords, resolvedWords } from '@/lib/page-incidents/rules/automatic-words';
import { draftWords, type Outage, titleOf } from '@/lib/page-incidents/rules/draft-words';
import type { NamedComponent } from '@/lib/page-incidents/rules/phases';
import { readOutage } from '@/lib/page-incidents/rules/read-outage';
import type { ComponentStatus, PageLocale } from '@/lib/status-pages/constants';
import type { StoredPage } from '@/lib/status-pages/require-page';
import { pageSettings } from '@/lib/status-pages/schema';

const batchSize = 100;

/** Drafts of what a page does not tell of yet. Gives back the incidents that are new or changed. */
export async function draftOutages(tx: Db, pageId: string): Promise<StoredPageIncident[]> {
  const page = await lockPage(tx, pageId);
  if (page === null || !page.isPublished) return [];
  const now = await selectNow(tx);
  const toTell = new Map<string, OutageRow[]>();
  const known: StoredPageIncident[] = [];
  for (const row of await selectUntold(tx, pageId, batchSize)) {
    const told = await findTold(tx, pageId, row.component_id);
    const joined = told ?? (await findToJoin(tx, pageId, row.opened_ms));
    const id = joined ?? (await insertDraft(tx, page, row, now)).id;
    await insertSource(tx, { pageIncidentId: id, pageId, incidentUuid: row.incident_id });
    if (told === null) toTell.set(id, [...(toTell.get(id) ?? []), row]);
    else known.push(...(await findOne(tx, told)));
  }
  // However many go down at once, one update says so.
  const spoken: StoredPageIncident[] = [];
  for (const [id, rows] of toTell) {
    for (const incident of await findOne(tx, id))
      spoken.push(await tellOutages(tx, { incident, locale: page.defaultLocale }, rows, now));
  }
  return [...known, ...spoken];
}

async function findOne(tx: Db, id: string): Promise<StoredPageIncident[]> {
  const incident = await lockById(tx, id);
  return incident === null ? [] : [incident];
}

async function insertDraft(tx: Db, page: StoredPage, row: UntoldRow, now: Date): Promise<StoredPageIncident> {
  const settings = pageSettings.safeParse(page.settings);
  const minutes = settings.success ? settings.data.publish_after_minutes : null;
  return insertPageIncident(tx, {
    id: newId('pin', now.getTime()),
    organizationId: page.organizationId,
    pageId: page.id,
    kind: 'incident',
    origin: 'outage',
    title: titleOf(page.defaultLocale, [row.name]),
    status: 'investigating',
    impact: 'none',
    publishAt: minutes === null ? null : new Date(row.tellable_ms + minutes * 60_000),
    startedAt: new Date(row.since_ms),
    createdBy: stillup,
    createdAt: now,
    updatedAt: now,
  });
}

async function tellOutages(
  tx: Db,
  { incident, locale }: { incident: StoredPageIncident; locale: PageLocale },
  rows: readonly OutageRow[],
  now: Date,
): Promise<StoredPageIncident> {
  const by = { actor: stillup, now };
  const open = (await selectOutages(tx, incident.id)).filter(({ is_open }) => is_open);
  const { title, ...words } = compose(locale, open, now);
  const titled = await updatePageIncidentRow(tx, incident.id, { title });
  if (incident.publishedAt === null) {
    return sayAnew(tx, { incident: titled, isPagePublished: false }, words, by);
  }
  const joined = rows.map(read);
  return sayUpdate(
    tx,
    { incident: titled, isPagePublished: true },
    {
      status: incident.status,
      components: joined.map(({ component }) => component),
      body: joinedWords(
        locale,
        joined.map(({ outage }) => outage),
        open.map(({ name }) => name),
        now.getTime(),
      ),
      isNotifying: true,
    },
    by,
  );
}

/**
 * A draft whose time has come. One whose outages are over is discarded, and nobody hears of it; so is what has come into a
 * maintenance, to be drafted anew when that is over. What a person has written waits for its end.
 */
export async function publishDraft(tx: Db, id: string): Promise<StoredPageIncident | null> {
  const draft = await lockById(tx, id);
  const now = await selectNow(tx);
  if (draft === null || draft.publishedAt !== null || draft.discardedAt !== null) return null;
  const { isPublished, locale } = await findVoice(tx, draft.pageId);
  if (draft.publishAt === null || draft.publishAt > now || !isPublished) return null;
  const lasting = (await selectOutages(tx, id)).filter(({ is_open }) => is_open);
  const maintained = lasting.filter(({ is_maintained }) => is_maintained);
  if (draft.isTaken && lasting.length > 0 && maintained.length === lasting.length) return null;
  if (!draft.isTaken) await forgetSources(tx, id, maintained);
  const open = lasting.filter((one) => draft.isTaken || !one.is_maintained);
  if (open.length === 0) {
    return draft.isTaken ? updatePageIncidentRow(tx, id, { publishAt: null }) : takeBack(tx, draft, now);
  }
  // What a person has written into it stands; otherwise it tells of what is still going on.
  const { title, ...words } = draft.isTaken
    ? { title: draft.title, ...(await readWords(tx, draft)) }
    : compose(locale, open, now);
  const incident = await updatePageIncidentRow(tx, id, { publishedAt: now, publishAt: null, title });
  return sayAnew(tx, { incident, isPagePublished: true }, words, { actor: stillup, now });
}

/** Something of it is over: the draft is discarded, or what was published says so. */
export async function recoverOutages(tx: Db, id: string): Promise<StoredPageIncident | null> {
  const incident = await lockById(tx, id);
  if (incident === null || incident.isTaken || incident.resolvedAt !== null) return null;
  const now = await selectNow(tx);
  const outages = await selectOutages(tx, id);
  const isGoingOn = await hasOpenSource(tx, id);
  if (incident.publishedAt === null) return isGoingOn ? null : takeBack(tx, incident, now);
  const failing = new Set(
    outages.filter(({ is_open }) => is_open).map(({ component_id }) => fromUuid('cmp', component_id)),
  );
  const named = await selectNamedComponents(tx, id);
  const isOver = ({ id: componentId, status }: (typeof named)[number]) =>
    status !== 'operational' && !failing.has(componentId);
  const recovered = named.filter(isOver);
  if (isGoingOn && recovered.length === 0) return null;
  const names = (list: typeof named) => list.map(({ name }) => name);
  const resolvedMs = Math.max(...outages.map(({ resolved_ms }) => resolved_ms ?? 0), 0);
  const affected = named.filter((one) => one.status !== 'operational' && failing.has(one.id));
  const { isPublished, locale } = await findVoice(tx, incident.pageId);
  const operational: ComponentStatus = 'operational';
  const words: Words = isGoingOn
    ? {
        status: incident.status,
        components: recovered.map(({ id: componentId }) => ({ componentId, status: operational })),
        body: recoveredWords(locale, names(recovered), names(affected)),
        isNotifying: false,
      }
    : {
        status: 'resolved',
        components: [],
        body: resolvedWords(
          locale,
          names(named),
          resolvedMs === 0 ? now.getTime() : resolvedMs,
          now.getTime(),
        ),
        isNotifying: true,
      };
  return sayUpdate(tx, { incident, isPagePublished: isPublished }, words, {
    actor: stillup,
    now,
  });
}

function read(row: OutageRow): { outage: Outage; component: NamedComponent } {
  const { cause, evidence } = row;
  const { outage, status } = readOutage(row.name, { cause, evidence, downSinceMs: row.since_ms });
  return { outage, component: { componentId: fromUuid('cmp', row.component_id), status } };
}

function compose(locale: PageLocale, rows: readonly OutageRow[], now: Date): Words & { title: string } {
  const all = rows.map(read);
  return {
    ...draftWords(
      locale,
      all.map(({ outage }) => outage),
      now.getTime(),
    ),
    status: 'investigating',
    components: all.map(({ component }) => component),
    isNotifying: true,
  };
}
