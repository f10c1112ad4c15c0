import { and, asc, desc, eq, inArray, lt } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { channels, deliveries } from '@/db/schema/alerting';
import { incidentEvents, incidents, type StoredActor } from '@/db/schema/incidents';
import { monitors } from '@/db/schema/monitors';
import type { IncidentEventType, IncidentStatus } from '@/lib/incidents/constants';

export type StoredIncident = typeof incidents.$inferSelect;
export type StoredEvent = typeof incidentEvents.$inferSelect;

function selectIncidents(db: Db) {
  return db
    .select({ incident: incidents, monitorName: monitors.name })
    .from(incidents)
    .leftJoin(monitors, eq(monitors.id, incidents.monitorId));
}

export type IncidentRow = Awaited<ReturnType<ReturnType<typeof selectIncidents>['execute']>>[number];

export async function findIncidentRow(
  db: Db,
  organizationId: string,
  incidentId: string,
): Promise<IncidentRow | null> {
  const rows = await selectIncidents(db).where(
    and(eq(incidents.organizationId, organizationId), eq(incidents.id, incidentId)),
  );
  return rows[0] ?? null;
}

export type IncidentFilter = {
  statuses?: readonly IncidentStatus[] | undefined;
  projectId?: string | undefined;
  monitorId?: string | undefined;
};

/** Newest first. */
export async function selectIncidentRows(
  db: Db,
  organizationId: string,
  filter: IncidentFilter,
  page: { limit: number; before: string | null },
): Promise<IncidentRow[]> {
  return selectIncidents(db)
    .where(
      and(
        eq(incidents.organizationId, organizationId),
        filter.statuses === undefined ? undefined : inArray(incidents.status, [...filter.statuses]),
        filter.projectId === undefined ? undefined : eq(incidents.projectId, filter.projectId),
        filter.monitorId === undefined ? undefined : eq(incidents.monitorId, filter.monitorId),
        page.before === null ? undefined : lt(incidents.id, page.before),
      ),
    )
    .orderBy(desc(incidents.id))
    .limit(page.limit + 1);
}

/** The latest thousand, the oldest first. */
export async function selectTimeline(
  db: Db,
  organizationId: string,
  incidentId: string,
): Promise<StoredEvent[]> {
  const rows = await db
    .select()
    .from(incidentEvents)
    .where(and(eq(incidentEvents.organizationId, organizationId), eq(incidentEvents.incidentId, incidentId)))
    .orderBy(desc(incidentEvents.at), desc(incidentEvents.id))
    .limit(1000);
  return rows.reverse();
}

export async function selectIncidentDeliveries(db: Db, organizationId: string, incidentId: string) {
  return db
    .select({
      delivery: deliveries,
      channel: { id: channels.id, name: channels.name, type: channels.type },
    })
    .from(deliveries)
    .innerJoin(channels, eq(channels.id, deliveries.channelId))
    .where(and(eq(deliveries.organizationId, organizationId), eq(deliveries.incidentId, incidentId)))
    .orderBy(asc(deliveries.createdAt), asc(deliveries.id))
    .limit(1000);
}

export type IncidentDeliveryRow = Awaited<ReturnType<typeof selectIncidentDeliveries>>[number];

export async function insertIncidentEvent(
  db: Db,
  row: {
    organizationId: string;
    incidentId: string;
    at: Date;
    type: IncidentEventType;
    actor: StoredActor;
    body?: string;
  },
): Promise<void> {
  await db.insert(incidentEvents).values(row);
}

export async function setPostMortem(
  db: Db,
  organizationId: string,
  incidentId: string,
  postMortem: string,
): Promise<void> {
  await db
    .update(incidents)
    .set({ postMortem })
    .where(and(eq(incidents.organizationId, organizationId), eq(incidents.id, incidentId)));
}
