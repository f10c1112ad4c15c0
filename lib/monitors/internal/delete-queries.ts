import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { heartbeats } from '@/db/schema/heartbeats';
import { checkSchedules, monitorStates, monitors } from '@/db/schema/monitors';
import { toUuid } from '@/lib/core/ids';

/** Schedules, heartbeats, the monitor and its state, in the order of the pipeline's locks, so that neither waits for the other in a circle. */
export async function deleteMonitorRow(
  db: Db,
  organizationId: string,
  monitorId: string,
): Promise<{ name: string } | null> {
  await db
    .select({ region: checkSchedules.region })
    .from(checkSchedules)
    .where(and(eq(checkSchedules.monitorId, monitorId), eq(checkSchedules.organizationId, organizationId)))
    .for('update');
  await db
    .select({ id: heartbeats.monitorId })
    .from(heartbeats)
    .where(and(eq(heartbeats.monitorId, monitorId), eq(heartbeats.organizationId, organizationId)))
    .for('update');
  const isMonitor = and(eq(monitors.organizationId, organizationId), eq(monitors.id, monitorId));
  await db.select({ id: monitors.id }).from(monitors).where(isMonitor).for('update');
  await db
    .select({ id: monitorStates.monitorId })
    .from(monitorStates)
    .where(and(eq(monitorStates.monitorId, monitorId), eq(monitorStates.organizationId, organizationId)))
    .for('update');
  // Before the incidents, as whoever records what became of a message takes them.
  await db.execute(sql`
    select d.id from deliveries d join incidents i on i.id = d.incident_id
    where i.monitor_id = ${toUuid(monitorId)}::uuid and i.organization_id = ${toUuid(organizationId)}::uuid
    order by d.id for update of d`);
  // What pages tell of them, in the order in which a page that is deleted takes it.
  await db.execute(sql`
    select 1 from page_incident_sources s join incidents i on i.id = s.incident_id
    where i.monitor_id = ${toUuid(monitorId)}::uuid and i.organization_id = ${toUuid(organizationId)}::uuid
    order by s.page_id, s.incident_id for update of s`);
  const rows = await db.delete(monitors).where(isMonitor).returning({ name: monitors.name });
  return rows[0] ?? null;
}
