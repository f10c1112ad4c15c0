import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { incidentEvents, incidents, type StoredActor } from '@/db/schema/incidents';
import { monitorStates, monitors } from '@/db/schema/monitors';
import type { IncidentEventType } from '@/lib/incidents/constants';

export type StoredIncident = typeof incidents.$inferSelect;
export type StoredMonitor = typeof monitors.$inferSelect;

/**
 * The row that the pipeline takes first as well, so that a person and a check settle an incident one after the other.
 * Lock order everywhere: monitor_states, incidents, channels.
 */
export async function lockMonitorState(db: Db, organizationId: string, monitorId: string): Promise<void> {
  await db
    .select({ state: monitorStates.state })
    .from(monitorStates)
    .where(and(eq(monitorStates.organizationId, organizationId), eq(monitorStates.monitorId, monitorId)))
    .for('update');
}

/** The monitor stays in its state: a new incident opens only when it goes down anew. */
export async function releaseMonitor(db: Db, organizationId: string, incidentId: string): Promise<void> {
  await db
    .update(monitorStates)
    .set({ incidentId: null })
    .where(and(eq(monitorStates.organizationId, organizationId), eq(monitorStates.incidentId, incidentId)));
}

export async function findMonitor(
  db: Db,
  organizationId: string,
  monitorId: string,
): Promise<StoredMonitor | null> {
  const rows = await db
    .select()
    .from(monitors)
    .where(and(eq(monitors.organizationId, organizationId), eq(monitors.id, monitorId)));
  return rows[0] ?? null;
}

/** Null when the monitor has an incident that is not resolved. */
export async function insertIncident(db: Db, row: typeof incidents.$inferInsert): Promise<StoredIncident> {
  const [incident] = await db.insert(incidents).values(row).returning();
  if (incident === undefined) throw new Error('an inserted incident was not given back');
  return incident;
}

/** Null when it was not open (any more). */
export async function markAcknowledged(
  db: Db,
  organizationId: string,
  incidentId: string,
  by: { actor: StoredActor; at: Date },
): Promise<StoredIncident | null> {
  const rows = await db
    .update(incidents)
    .set({ status: 'acknowledged', acknowledgedAt: by.at, acknowledgedBy: by.actor })
    .where(
      and(
        eq(incidents.organizationId, organizationId),
        eq(incidents.id, incidentId),
        eq(incidents.status, 'open'),
      ),
    )
    .returning();
  return rows[0] ?? null;
}

/** Null when it was resolved already. */
export async function markResolved(
  db: Db,
  organizationId: string,
  incidentId: string,
  by: { actor: StoredActor; at: Date },
): Promise<StoredIncident | null> {
  const rows = await db
    .update(incidents)
    .set({
      status: 'resolved',
      resolvedAt: sql`greatest(${by.at.toISOString()}::timestamptz, ${incidents.openedAt})`,
      resolvedBy: by.actor,
    })
    .where(
      and(
        eq(incidents.organizationId, organizationId),
        eq(incidents.id, incidentId),
        inArray(incidents.status, ['open', 'acknowledged']),
      ),
    )
    .returning();
  return rows[0] ?? null;
}

export async function insertEvent(
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
