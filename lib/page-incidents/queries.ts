import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, ne, type SQL, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import {
  pageIncidentComponents,
  pageIncidentSources,
  pageIncidents,
  pageIncidentUpdates,
} from '@/db/schema/page-incidents';
import { pageComponents, statusPages } from '@/db/schema/status-pages';
import { pageNotifications } from '@/db/schema/subscribers';
import type { ComponentStatus, PageIncidentKind } from '@/lib/status-pages/constants';

export type StoredPageIncident = typeof pageIncidents.$inferSelect;
export type NewPageIncident = typeof pageIncidents.$inferInsert & { id: string };
export type StoredUpdate = typeof pageIncidentUpdates.$inferSelect;

function isOwn(organizationId: string, pageId: string, id: string) {
  return and(
    eq(pageIncidents.organizationId, organizationId),
    eq(pageIncidents.pageId, pageId),
    eq(pageIncidents.id, id),
  );
}

export async function findPageIncident(
  db: Db,
  organizationId: string,
  pageId: string,
  id: string,
): Promise<StoredPageIncident | null> {
  const rows = await db
    .select()
    .from(pageIncidents)
    .where(and(isOwn(organizationId, pageId, id), isNull(pageIncidents.discardedAt)));
  return rows[0] ?? null;
}

/** Before its children. Discarded ones too. */
export async function lockPageIncident(
  db: Db,
  organizationId: string,
  pageId: string,
  id: string,
): Promise<StoredPageIncident | null> {
  const rows = await db
    .select()
    .from(pageIncidents)
    .where(isOwn(organizationId, pageId, id))
    .for('update');
  return rows[0] ?? null;
}

/** Whoever makes an incident of a page waits for whoever makes another: no outage is told of twice. */
export async function lockPage(db: Db, pageId: string): Promise<typeof statusPages.$inferSelect | null> {
  const rows = await db.select().from(statusPages).where(eq(statusPages.id, pageId)).for('no key update');
  return rows[0] ?? null;
}

export type PageIncidentFilter = {
  kind?: PageIncidentKind | undefined;
  state?: 'draft' | 'unresolved' | 'resolved' | undefined;
};

function isIn(state: PageIncidentFilter['state']): SQL | undefined {
  switch (state) {
    case undefined:
      return;
    case 'draft':
      return isNull(pageIncidents.publishedAt);
    case 'unresolved':
      return and(isNotNull(pageIncidents.publishedAt), isNull(pageIncidents.resolvedAt));
    case 'resolved':
      return and(isNotNull(pageIncidents.publishedAt), isNotNull(pageIncidents.resolvedAt));
  }
}

/** Newest first. */
export async function selectPageIncidents(
  db: Db,
  pageId: string,
  { kind, state }: PageIncidentFilter,
  page: { limit: number; before: string | null },
): Promise<StoredPageIncident[]> {
  return db
    .select()
    .from(pageIncidents)
    .where(
      and(
        eq(pageIncidents.pageId, pageId),
        isNull(pageIncidents.discardedAt),
        kind === undefined ? undefined : eq(pageIncidents.kind, kind),
        isIn(state),
        page.before === null ? undefined : lt(pageIncidents.id, page.before),
      ),
    )
    .orderBy(desc(pageIncidents.id))
    .limit(page.limit + 1);
}

export type IncidentComponentRow = { pageIncidentId: string; componentId: string; status: ComponentStatus };

/** In the order in which the components were made. */
export async function selectNamed(db: Db, ids: readonly string[]): Promise<IncidentComponentRow[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(pageIncidentComponents)
    .where(inArray(pageIncidentComponents.pageIncidentId, [...ids]))
    .orderBy(asc(pageIncidentComponents.componentId));
}

export async function selectSources(
  db: Db,
  ids: readonly string[],
): Promise<{ pageIncidentId: string; incidentId: string }[]> {
  if (ids.length === 0) return [];
  return db
    .select({
      pageIncidentId: pageIncidentSources.pageIncidentId,
      incidentId: pageIncidentSources.incidentId,
    })
    .from(pageIncidentSources)
    .where(inArray(pageIncidentSources.pageIncidentId, [...ids]))
    .orderBy(asc(pageIncidentSources.incidentId));
}

/** The latest thousand, newest first. */
export async function selectUpdates(db: Db, pageIncidentId: string): Promise<StoredUpdate[]> {
  return db
    .select()
    .from(pageIncidentUpdates)
    .where(eq(pageIncidentUpdates.pageIncidentId, pageIncidentId))
    .orderBy(desc(pageIncidentUpdates.displayAt), desc(pageIncidentUpdates.id))
    .limit(1000);
}

export type Notified = { total: number; sent: number; failed: number };

export async function countNotified(
  db: Db,
  updateIds: readonly string[],
): Promise<(Notified & { updateId: string })[]> {
  if (updateIds.length === 0) return [];
  const { status } = pageNotifications;
  return db
    .select({
      updateId: pageNotifications.updateId,
      total: sql<number>`count(*) filter (where ${status} <> 'suppressed')::int`,
      sent: sql<number>`count(*) filter (where ${status} = 'sent')::int`,
      failed: sql<number>`count(*) filter (where ${status} = 'failed')::int`,
    })
    .from(pageNotifications)
    .where(inArray(pageNotifications.updateId, [...updateIds]))
    .groupBy(pageNotifications.updateId);
}

export type ComponentRow = {
  id: string;
  name: string;
  monitorId: string | null;
  manualStatus: ComponentStatus | null;
};

/** Of these, those that stand in the page; groups have no state of their own. */
export async function holdComponents(
  db: Db,
  pageId: string,
  ids: readonly string[],
): Promise<ComponentRow[]> {
  if (ids.length === 0) return [];
  const { id, name, monitorId, manualStatus, kind } = pageComponents;
  return db
    .select({ id, name, monitorId, manualStatus })
    .from(pageComponents)
    .where(and(eq(pageComponents.pageId, pageId), inArray(id, [...ids]), ne(kind, 'group')))
    .orderBy(asc(id))
    .for('key share');
}

export async function findMonitorComponent(
  db: Db,
  pageId: string,
  monitorId: string,
): Promise<ComponentRow | null> {
  const { id, name, manualStatus } = pageComponents;
  const rows = await db
    .select({ id, name, monitorId: pageComponents.monitorId, manualStatus })
    .from(pageComponents)
    .where(and(eq(pageComponents.pageId, pageId), eq(pageComponents.monitorId, monitorId)));
  return rows[0] ?? null;
}

/** What other published incidents that go on say of these components. */
export async function selectToldElsewhere(
  db: Db,
  pageIncidentId: string,
  componentIds: readonly string[],
): Promise<{ componentId: string; status: ComponentStatus }[]> {
  if (componentIds.length === 0) return [];
  return db
    .select({ componentId: pageIncidentComponents.componentId, status: pageIncidentComponents.status })
    .from(pageIncidentComponents)
    .innerJoin(pageIncidents, eq(pageIncidents.id, pageIncidentComponents.pageIncidentId))
    .where(
      and(
        inArray(pageIncidentComponents.componentId, [...componentIds]),
        ne(pageIncidents.id, pageIncidentId),
        isNotNull(pageIncidents.publishedAt),
        isNull(pageIncidents.resolvedAt),
        isNull(pageIncidents.discardedAt),
      ),
    );
}
