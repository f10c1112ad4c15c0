import type { Db } from '@/db/client';
import type { StoredActor } from '@/db/schema/incidents';
import { notFound } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { insertUpdate, putNamed, updatePageIncidentRow } from '@/lib/page-incidents/internal/write-queries';
import {
  type ComponentRow,
  holdComponents,
  type StoredPageIncident,
  selectNamed,
  selectToldElsewhere,
} from '@/lib/page-incidents/queries';
import { type PageIncidentState, type Said, stepPageIncident } from '@/lib/page-incidents/rules/phases';
import { type ComponentStatus, componentStatuses } from '@/lib/status-pages/constants';
import { markPage } from '@/lib/status-pages/mark-page';
import { queueNotifications } from '@/lib/subscribers/queue-notifications';

export type Words = Said & { body: string; isNotifying: boolean };

/** As an input names components. */
export function toNamed(
  list: readonly { component_id: string; status: ComponentStatus }[],
): Words['components'] {
  return list.map(({ component_id, status }) => ({ componentId: component_id, status }));
}

/** Later than before, though clocks may not be: the version that `expected_updated_at` names. */
export function nextVersion({ updatedAt }: { updatedAt: Date }, now: Date): Date {
  return new Date(Math.max(now.getTime(), updatedAt.getTime() + 1));
}

/**
 * The next words of a locked incident, with all that follows from them: phase, impact, components, and (where it is published)
 * the page and its subscribers. @throws ProductError `not_found` (component)
 */
export async function sayUpdate(
  tx: Db,
  { incident, isPagePublished }: { incident: StoredPageIncident; isPagePublished: boolean },
  words: Words,
  { actor, now }: { actor: StoredActor; now: Date },
): Promise<StoredPageIncident> {
  const named = await selectNamed(tx, [incident.id]);
  const known = new Map(named.map(({ componentId, status }) => [componentId, status]));
  const wanted = [...new Set(words.components.map(({ componentId }) => componentId))];
  const rows = await holdComponents(tx, incident.pageId, [...new Set([...wanted, ...known.keys()])]);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  if (wanted.some((id) => !names.has(id))) throw notFound('component of this page');
  const before = await findBefore(
    tx,
    incident.id,
    rows.filter(({ id }) => !known.has(id)),
  );
  const { state, affected } = stepPageIncident(toState(incident, known), words, before, now.getTime());
  const stored = await updatePageIncidentRow(tx, incident.id, {
    status: state.status,
    impact: state.impact,
    monitoringAt: toDate(state.monitoringAtMs),
    resolvedAt: toDate(state.resolvedAtMs),
    ...(state.status === 'in_progress' && incident.status !== 'in_progress' ? { startedAt: now } : {}),
    updatedAt: nextVersion(incident, now),
  });
  await putNamed(tx, incident.id, state.components);
  const updateId = newId('pup', now.getTime());
  await insertUpdate(tx, {
    id: updateId,
    organizationId: incident.organizationId,
    pageIncidentId: incident.id,
    status: words.status,
    body: words.body,
    displayAt: now,
    isNotifying: words.isNotifying,
    affected: affected.map((change) => ({ ...change, name: names.get(change.componentId) ?? '' })),
    createdBy: actor,
    createdAt: now,
    updatedAt: now,
  });
  if (stored.publishedAt === null) return stored;
  await markPage(tx, incident.pageId);
  if (words.isNotifying && isPagePublished) {
    await queueNotifications(tx, {
      organizationId: incident.organizationId,
      pageId: incident.pageId,
      updateId,
      componentIds: [...state.components.keys()],
    });
  }
  return stored;
}

async function findBefore(
  tx: Db,
  pageIncidentId: string,
  rows: readonly ComponentRow[],
): Promise<Map<string, ComponentStatus>> {
  const before = new Map(rows.map(({ id, manualStatus }) => [id, manualStatus ?? 'operational']));
  const told = await selectToldElsewhere(tx, pageIncidentId, [...before.keys()]);
  for (const { componentId, status } of told) {
    const known = before.get(componentId) ?? 'operational';
    if (componentStatuses.indexOf(status) > componentStatuses.indexOf(known)) before.set(componentId, status);
  }
  return before;
}

function toState(
  { kind, status, chosenImpact, impact, monitoringAt, resolvedAt }: StoredPageIncident,
  components: ReadonlyMap<string, ComponentStatus>,
): PageIncidentState {
  return {
    kind,
    status,
    chosenImpact,
    impact,
    monitoringAtMs: monitoringAt?.getTime() ?? null,
    resolvedAtMs: resolvedAt?.getTime() ?? null,
    components,
  };
}

function toDate(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}
