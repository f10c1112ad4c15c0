import { and, asc, desc, eq, exists, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { pageIncidentSources, pageIncidents } from '@/db/schema/page-incidents';
import { pageComponents, statusPages } from '@/db/schema/status-pages';

type Outage = { id: string; monitorId: string | null; projectId: string };

const most = 20;

/**
 * Pages that could tell of an outage: of its project, or with its monitor on them, those first; and what tells of it there.
 * `within`: of this project alone, or null.
 */
export async function selectOutagePages(
  db: Db,
  organizationId: string,
  outage: Outage,
  within: string | null,
) {
  const shows = showsMonitor(db, outage.monitorId);
  return db
    .select({
      id: statusPages.id,
      name: statusPages.name,
      isPublished: statusPages.isPublished,
      showsMonitor: sql<boolean>`${shows}`,
      told: {
        id: pageIncidents.id,
        title: pageIncidents.title,
        status: pageIncidents.status,
        publishedAt: pageIncidents.publishedAt,
        publishAt: pageIncidents.publishAt,
      },
    })
    .from(statusPages)
    .leftJoin(
      pageIncidentSources,
      and(eq(pageIncidentSources.pageId, statusPages.id), eq(pageIncidentSources.incidentId, outage.id)),
    )
    .leftJoin(
      pageIncidents,
      and(eq(pageIncidents.id, pageIncidentSources.pageIncidentId), isNull(pageIncidents.discardedAt)),
    )
    .where(
      and(
        eq(statusPages.organizationId, organizationId),
        or(eq(statusPages.projectId, outage.projectId), shows),
        within === null ? undefined : eq(statusPages.projectId, within),
      ),
    )
    .orderBy(sql`${shows} desc`, asc(statusPages.id))
    .limit(most);
}

function showsMonitor(db: Db, monitorId: string | null): SQL {
  if (monitorId === null) return sql`false`;
  return exists(
    db
      .select({ one: sql`1` })
      .from(pageComponents)
      .where(and(eq(pageComponents.pageId, statusPages.id), eq(pageComponents.monitorId, monitorId))),
  );
}

/** Of pages of the organization, or of one project of it. What publishes itself soonest first, then the newest. */
export async function selectPageDrafts(db: Db, organizationId: string, projectId: string | null) {
  return db
    .select({
      id: pageIncidents.id,
      pageId: pageIncidents.pageId,
      pageName: statusPages.name,
      kind: pageIncidents.kind,
      title: pageIncidents.title,
      publishAt: pageIncidents.publishAt,
      createdAt: pageIncidents.createdAt,
    })
    .from(pageIncidents)
    .innerJoin(statusPages, eq(statusPages.id, pageIncidents.pageId))
    .where(
      and(
        eq(pageIncidents.organizationId, organizationId),
        isNull(pageIncidents.publishedAt),
        isNull(pageIncidents.discardedAt),
        isNull(pageIncidents.resolvedAt),
        projectId === null ? undefined : eq(statusPages.projectId, projectId),
      ),
    )
    .orderBy(sql`${pageIncidents.publishAt} asc nulls last`, desc(pageIncidents.id))
    .limit(most);
}
