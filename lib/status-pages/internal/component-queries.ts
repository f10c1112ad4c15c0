import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { monitors } from '@/db/schema/monitors';
import { pageComponents } from '@/db/schema/status-pages';
import { toUuid } from '@/lib/core/ids';

export type StoredComponent = typeof pageComponents.$inferSelect;
type NewComponent = typeof pageComponents.$inferInsert & { id: string };

/** By their positions; siblings and children mixed. */
export async function selectComponents(db: Db, pageId: string): Promise<StoredComponent[]> {
  return db
    .select()
    .from(pageComponents)
    .where(eq(pageComponents.pageId, pageId))
    .orderBy(asc(pageComponents.position), asc(pageComponents.id));
}

/** Those that are on the page already are left out. */
export async function insertComponents(db: Db, rows: readonly NewComponent[]): Promise<StoredComponent[]> {
  if (rows.length === 0) return [];
  return db
    .insert(pageComponents)
    .values([...rows])
    .onConflictDoNothing({ target: [pageComponents.pageId, pageComponents.monitorId] })
    .returning();
}

export async function lockComponent(db: Db, pageId: string, id: string): Promise<StoredComponent | null> {
  const rows = await db
    .select()
    .from(pageComponents)
    .where(and(eq(pageComponents.pageId, pageId), eq(pageComponents.id, id)))
    .for('no key update');
  return rows[0] ?? null;
}

export async function updateComponentRow(
  db: Db,
  id: string,
  values: Partial<NewComponent>,
): Promise<StoredComponent> {
  const [updated] = await db.update(pageComponents).set(values).where(eq(pageComponents.id, id)).returning();
  if (updated === undefined) throw new Error('the component was not updated');
  return updated;
}

export async function deleteComponentRow(db: Db, id: string): Promise<void> {
  await db.delete(pageComponents).where(eq(pageComponents.id, id));
}

export type Place = { id: string; groupId: string | null; position: number };

/** Where each of them stands, in one statement. */
export async function placeComponents(db: Db, pageId: string, places: readonly Place[]): Promise<void> {
  if (places.length === 0) return;
  const given = places.map(({ id, groupId, position }) => ({
    id: toUuid(id),
    group_id: groupId === null ? null : toUuid(groupId),
    position,
  }));
  await db.execute(sql`
    update page_components as component
    set group_id = place.group_id, position = place.position
    from jsonb_to_recordset(${JSON.stringify(given)}::text::jsonb)
      as place(id uuid, group_id uuid, position integer)
    where component.id = place.id and component.page_id = ${toUuid(pageId)}
  `);
}

/** Those of the project, which stay until the transaction ends. */
export async function holdMonitors(
  db: Db,
  projectId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: monitors.id, name: monitors.name })
    .from(monitors)
    .where(and(eq(monitors.projectId, projectId), inArray(monitors.id, [...ids])))
    .orderBy(asc(monitors.id))
    .for('key share');
  return new Map(rows.map(({ id, name }) => [id, name]));
}
