import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { pgArray } from '@/db/arrays';
import type { Db } from '@/db/client';
import { pageIncidentComponents, pageIncidents, pageIncidentUpdates } from '@/db/schema/page-incidents';
import { toUuid } from '@/lib/core/ids';
import type { NewPageIncident, StoredPageIncident, StoredUpdate } from '@/lib/page-incidents/queries';
import type { AffectedComponent, ComponentStatus } from '@/lib/status-pages/constants';

export async function insertPageIncident(db: Db, row: NewPageIncident): Promise<StoredPageIncident> {
  const [made] = await db.insert(pageIncidents).values(row).returning();
  if (made === undefined) throw new Error('an incident of a page was not stored');
  return made;
}

/** Null where the page tells of this window already. */
export async function insertWindowIncident(db: Db, row: NewPageIncident): Promise<StoredPageIncident | null> {
  const rows = await db.insert(pageIncidents).values(row).onConflictDoNothing().returning();
  return rows[0] ?? null;
}

export async function updatePageIncidentRow(
  db: Db,
  id: string,
  values: Partial<typeof pageIncidents.$inferInsert>,
): Promise<StoredPageIncident> {
  const [row] = await db.update(pageIncidents).set(values).where(eq(pageIncidents.id, id)).returning();
  if (row === undefined) throw new Error(`the incident ${id} of a page is gone`);
  return row;
}

export async function deletePageIncidentRow(db: Db, id: string): Promise<void> {
  await db.delete(pageIncidents).where(eq(pageIncidents.id, id));
}

/** Its updates and what it names; whoever was to be told is told nothing any more. */
export async function forgetWords(db: Db, pageIncidentId: string): Promise<void> {
  await db.delete(pageIncidentUpdates).where(eq(pageIncidentUpdates.pageIncidentId, pageIncidentId));
  await db.delete(pageIncidentComponents).where(eq(pageIncidentComponents.pageIncidentId, pageIncidentId));
}

export async function insertUpdate(
  db: Db,
  row: typeof pageIncidentUpdates.$inferInsert & { id: string },
): Promise<void> {
  await db.insert(pageIncidentUpdates).values(row);
}

export async function putNamed(
  db: Db,
  pageIncidentId: string,
  components: ReadonlyMap<string, ComponentStatus>,
): Promise<void> {
  if (components.size === 0) return;
  await db
    .insert(pageIncidentComponents)
    .values([...components].map(([componentId, status]) => ({ pageIncidentId, componentId, status })))
    .onConflictDoUpdate({
      target: [pageIncidentComponents.pageIncidentId, pageIncidentComponents.componentId],
      set: { status: sql`excluded.status` },
    });
}

/** Of a draft: what it says until now. */
export async function findFirstUpdate(db: Db, pageIncidentId: string): Promise<StoredUpdate | null> {
  const rows = await db
    .select()
    .from(pageIncidentUpdates)
    .where(eq(pageIncidentUpdates.pageIncidentId, pageIncidentId))
    .orderBy(asc(pageIncidentUpdates.displayAt), asc(pageIncidentUpdates.id))
    .limit(1);
  return rows[0] ?? null;
}

export async function lockUpdate(db: Db, pageIncidentId: string, id: string): Promise<StoredUpdate | null> {
  const rows = await db
    .select()
    .from(pageIncidentUpdates)
    .where(and(eq(pageIncidentUpdates.pageIncidentId, pageIncidentId), eq(pageIncidentUpdates.id, id)))
    .for('update');
  return rows[0] ?? null;
}

export async function updateUpdateRow(
  db: Db,
  id: string,
  values: Partial<typeof pageIncidentUpdates.$inferInsert>,
): Promise<void> {
  await db.update(pageIncidentUpdates).set(values).where(eq(pageIncidentUpdates.id, id));
}

export async function selectAffected(db: Db, pageIncidentId: string): Promise<AffectedComponent[]> {
  const rows = await db
    .select({ affected: pageIncidentUpdates.affected })
    .from(pageIncidentUpdates)
    .where(eq(pageIncidentUpdates.pageIncidentId, pageIncidentId));
  return rows.flatMap(({ affected }) => affected);
}

/**
 * From now on this incident tells of these outages, instead of a draft that nobody has published or that was thrown away;
 * what another published one tells of stays with it. Drafts of outages that are left without any are thrown away. The page
 * is locked. `within`: outages of this project alone, or null.
 */
export async function claimSources(
  db: Db,
  { id, pageId, organizationId }: StoredPageIncident,
  { incidentIds, within }: { incidentIds: readonly string[]; within: string | null },
): Promise<void> {
  if (incidentIds.length === 0) return;
  const reach = within === null ? sql`true` : sql`i.project_id = ${toUuid(within)}::uuid`;
  const [own, page] = [sql`${toUuid(id)}::uuid`, sql`${toUuid(pageId)}::uuid`];
  const wanted = sql`any(${pgArray(incidentIds.map(toUuid))}::text::uuid[])`;
  await db.execute(sql`
    select 1 from page_incidents p where p.page_id = ${page} and p.published_at is null
      and p.id in (select page_incident_id from page_incident_sources where page_id = ${page} and incident_id = ${wanted})
    order by p.id for update`);
  await db.execute(sql`
    insert into page_incident_sources as s (page_incident_id, page_id, incident_id)
    select ${own}, ${page}, i.id from incidents i
    where i.organization_id = ${toUuid(organizationId)}::uuid and ${reach} and i.id = ${wanted}
    order by i.id
    on conflict (page_id, incident_id) do update set page_incident_id = excluded.page_incident_id
    where exists (select 1 from page_incidents p where p.id = s.page_incident_id and p.published_at is null)`);
  await db
    .update(pageIncidents)
    .set({ discardedAt: sql`now()`, resolvedAt: sql`now()`, publishAt: null })
    .where(
      and(
        eq(pageIncidents.pageId, pageId),
        eq(pageIncidents.origin, 'outage'),
        isNull(pageIncidents.publishedAt),
        isNull(pageIncidents.discardedAt),
        sql`not exists (select 1 from page_incident_sources s where s.page_incident_id = ${sql.raw('page_incidents.id')})`,
      ),
    );
}
