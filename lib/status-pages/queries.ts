import { and, asc, desc, eq, inArray, isNotNull, isNull, like, lt, ne, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { pageDomains } from '@/db/schema/domains';
import { pageIncidents } from '@/db/schema/page-incidents';
import { pageComponents, pageMarks, statusPages } from '@/db/schema/status-pages';
import { subscribers } from '@/db/schema/subscribers';
import { toUuid } from '@/lib/core/ids';

export type StoredPage = typeof statusPages.$inferSelect;
type NewPage = typeof statusPages.$inferInsert & { id: string };

export async function insertMark(db: Db, pageId: string): Promise<void> {
  await db.insert(pageMarks).values({ pageId });
}

function isPage(organizationId: string, id: string) {
  return and(eq(statusPages.organizationId, organizationId), eq(statusPages.id, id));
}

export async function findPage(db: Db, organizationId: string, id: string): Promise<StoredPage | null> {
  const rows = await db.select().from(statusPages).where(isPage(organizationId, id));
  return rows[0] ?? null;
}

/** Until the transaction ends; what refers to the page may still be inserted meanwhile. */
export async function lockPage(db: Db, organizationId: string, id: string): Promise<StoredPage | null> {
  const rows = await db.select().from(statusPages).where(isPage(organizationId, id)).for('no key update');
  return rows[0] ?? null;
}

/** Newest first. */
export async function selectPages(
  db: Db,
  organizationId: string,
  projectId: string | undefined,
  page: { limit: number; before: string | null },
): Promise<StoredPage[]> {
  return db
    .select()
    .from(statusPages)
    .where(
      and(
        eq(statusPages.organizationId, organizationId),
        projectId === undefined ? undefined : eq(statusPages.projectId, projectId),
        page.before === null ? undefined : lt(statusPages.id, page.before),
      ),
    )
    .orderBy(desc(statusPages.id))
    .limit(page.limit + 1);
}

/** Null where the slug is taken. */
export async function insertPage(db: Db, row: NewPage): Promise<StoredPage | null> {
  const rows = await db
    .insert(statusPages)
    .values(row)
    .onConflictDoNothing({ target: statusPages.slug })
    .returning();
  return rows[0] ?? null;
}

export async function updatePageRow(db: Db, id: string, values: Partial<NewPage>): Promise<StoredPage> {
  const [updated] = await db.update(statusPages).set(values).where(eq(statusPages.id, id)).returning();
  if (updated === undefined) throw new Error('the status page was not updated');
  return updated;
}

/**
 * The monitors that the page shows or told of, in one order, until the transaction ends. A monitor and a page both take their
 * outages' rows along, each in another order: who deletes the one waits here for who deletes the other.
 */
export async function holdMonitorsOfPage(db: Db, pageId: string): Promise<void> {
  const page = sql`${toUuid(pageId)}::uuid`;
  await db.execute(sql`
    select id from monitors
    where id in (
      select monitor_id from page_components where page_id = ${page}
      union all
      select i.monitor_id from page_incident_sources s join incidents i on i.id = s.incident_id where s.page_id = ${page})
    order by id for key share`);
}

/**
 * What the page told, in one order, until the transaction ends: whoever is writing in it holds the incident and may still ask for its page,
 * which must not be gone by then. Then of which outages, in the order in which a monitor that is deleted takes them: the page may tell of
 * other monitors by now than those that were held.
 */
export async function holdIncidentsOfPage(db: Db, pageId: string): Promise<void> {
  await db
    .select({ id: pageIncidents.id })
    .from(pageIncidents)
    .where(eq(pageIncidents.pageId, pageId))
    .orderBy(asc(pageIncidents.id))
    .for('update');
  await db.execute(sql`
    select 1 from page_incident_sources where page_id = ${toUuid(pageId)}::uuid order by page_id, incident_id for update`);
}

/** What is to be sent goes first, in one order: senders hold one of these, then its subscriber. */
export async function deletePageRow(db: Db, id: string): Promise<void> {
  await db.execute(sql`
    delete from page_notifications where id in (
      select n.id from page_notifications n join subscribers s on s.id = n.subscriber_id
      where s.page_id = ${toUuid(id)}::uuid order by n.id for update of n)`);
  await db.delete(statusPages).where(eq(statusPages.id, id));
}

/** Held until the transaction ends: slugs are given out one at a time. */
export async function lockSlugs(db: Db): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended('status-page-slugs', 0))`);
}

/** `slug` itself and everything that begins with it, of the whole installation. */
export async function selectSlugs(db: Db, slug: string): Promise<string[]> {
  const rows = await db
    .select({ slug: statusPages.slug })
    .from(statusPages)
    .where(like(statusPages.slug, `${slug}%`));
  return rows.map((row) => row.slug);
}

export async function isSlugTaken(db: Db, slug: string): Promise<boolean> {
  const rows = await db.select({ id: statusPages.id }).from(statusPages).where(eq(statusPages.slug, slug));
  return rows.length > 0;
}

/** The oldest proven domain of each page that has one. */
export async function selectHostnames(db: Db, pageIds: readonly string[]): Promise<Map<string, string>> {
  if (pageIds.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([pageDomains.pageId], { pageId: pageDomains.pageId, hostname: pageDomains.hostname })
    .from(pageDomains)
    .where(and(inArray(pageDomains.pageId, [...pageIds]), isNotNull(pageDomains.verifiedAt)))
    .orderBy(asc(pageDomains.pageId), asc(pageDomains.verifiedAt), asc(pageDomains.id));
  return new Map(rows.map(({ pageId, hostname }) => [pageId, hostname]));
}

export type PageCounts = { components: number; subscribers: number; unresolved: number };

/** Components without the groups they stand in, subscribers who confirmed and stayed, and published incidents that are not over. */
export async function countOfPages(db: Db, pageIds: readonly string[]): Promise<Map<string, PageCounts>> {
  if (pageIds.length === 0) return new Map();
  const components = db.$count(
    pageComponents,
    and(eq(pageComponents.pageId, statusPages.id), ne(pageComponents.kind, 'group')),
  );
  const readers = db.$count(
    subscribers,
    and(
      eq(subscribers.pageId, statusPages.id),
      isNotNull(subscribers.confirmedAt),
      isNull(subscribers.unsubscribedAt),
    ),
  );
  const unresolved = db.$count(
    pageIncidents,
    and(
      eq(pageIncidents.pageId, statusPages.id),
      eq(pageIncidents.kind, 'incident'),
      isNotNull(pageIncidents.publishedAt),
      isNull(pageIncidents.resolvedAt),
    ),
  );
  const rows = await db
    .select({ id: statusPages.id, components, subscribers: readers, unresolved })
    .from(statusPages)
    .where(inArray(statusPages.id, [...pageIds]));
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}
