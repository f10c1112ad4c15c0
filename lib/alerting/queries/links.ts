import { asc, eq, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { channels, deliveries } from '@/db/schema/alerting';
import { incidents } from '@/db/schema/incidents';
import { monitors } from '@/db/schema/monitors';

/** Whose link it is: the delivery, with its channel. */
export async function findLinkedDelivery(db: Db, deliveryId: string) {
  const rows = await db
    .select({
      id: deliveries.id,
      organizationId: deliveries.organizationId,
      incidentId: deliveries.incidentId,
      transition: deliveries.transition,
      channelId: channels.id,
      channelName: channels.name,
    })
    .from(deliveries)
    .innerJoin(channels, eq(channels.id, deliveries.channelId))
    .where(eq(deliveries.id, deliveryId));
  return rows[0] ?? null;
}

/** Its incident, or all that a digest tells of: what is open first, the oldest first. */
export async function selectLinkedIncidents(db: Db, deliveryId: string) {
  const id = sql`${deliveries.id} = ${sql.param(deliveryId, deliveries.id)}`;
  const digest = sql`${deliveries.digestId} = ${sql.param(deliveryId, deliveries.digestId)}`;
  return db
    .select({
      id: incidents.id,
      name: sql<string>`coalesce(${monitors.name}, ${incidents.title})`,
      title: incidents.title,
      status: incidents.status,
      openedAt: incidents.openedAt,
      acknowledgedBy: incidents.acknowledgedBy,
      resolvedAt: incidents.resolvedAt,
    })
    .from(incidents)
    .leftJoin(monitors, eq(monitors.id, incidents.monitorId))
    .where(
      sql`${incidents.id} in (select ${deliveries.incidentId} from ${deliveries} where ${id} or ${digest})`,
    )
    .orderBy(
      sql`array_position(array['open', 'acknowledged', 'resolved'], ${incidents.status})`,
      asc(incidents.openedAt),
      asc(incidents.id),
    );
}
