import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { channels, deliveries } from '@/db/schema/alerting';
import { incidents } from '@/db/schema/incidents';
import { maintenances, maintenanceWindows } from '@/db/schema/maintenance';
import { checkSchedules, monitorStates, monitors } from '@/db/schema/monitors';
import type { Tenant } from '@/db/testing/tenants';
import { incidentMessage } from '@/lib/alerting/rules/incident-message';
import { addMonitor } from '@/lib/alerting/testing/world';
import { writePendingDeliveries } from '@/lib/alerting/write-pending-deliveries';
import { newId } from '@/lib/core/ids';
import { openIncidents, stillup } from '@/lib/incidents/open-incidents';
import { resolveIncidents } from '@/lib/incidents/resolve-incidents';
import { createPolicy } from '@/lib/policies/create-policy';
import type { CreatePolicyInput, PolicyView } from '@/lib/policies/schema';

export async function addPolicy(
  tenant: Tenant,
  input: Omit<CreatePolicyInput, 'project_id' | 'name'>,
): Promise<PolicyView> {
  return createPolicy(tenant.ctx, {
    project_id: tenant.projectId,
    name: 'Policy',
    is_default: true,
    ...input,
  });
}

/** A channel that no message ever leaves. `userId`: somebody's own. */
export async function addChannel(
  db: Db,
  tenant: Tenant,
  name: string,
  userId: string | null = null,
): Promise<string> {
  const id = newId('chn');
  const { organizationId, projectId } = tenant;
  const config = { url: 'https://example.com/' };
  await db.insert(channels).values({ id, organizationId, projectId, userId, type: 'webhook', name, config });
  return id;
}

/** The database's clock. */
export async function databaseNow(db: Db): Promise<Date> {
  const [row] = await db.execute<{ ms: number }>(sql`select floor(date_part('epoch', now()) * 1000) as ms`);
  return new Date(row?.ms ?? 0);
}

/** A monitor that is up, checked a moment ago. */
export async function addUp(
  db: Db,
  tenant: Tenant,
  extra: Partial<typeof monitors.$inferInsert> = {},
): Promise<string> {
  const id = await addMonitor(db, tenant, extra.name);
  if (Object.keys(extra).length > 0) await db.update(monitors).set(extra).where(eq(monitors.id, id));
  await db
    .update(monitorStates)
    .set({ state: 'up', sinceAt: sql`now() - interval '1 day'` })
    .where(eq(monitorStates.monitorId, id));
  await db.insert(checkSchedules).values({
    monitorId: id,
    region: 'local',
    organizationId: tenant.organizationId,
    scheduledAt: sql`now()`,
    lastCheckedAt: sql`now()`,
  });
  return id;
}

export async function setState(db: Db, monitorIds: readonly string[], state: 'up' | 'down'): Promise<void> {
  if (monitorIds.length === 0) return;
  const ids = [...monitorIds];
  await db
    .update(checkSchedules)
    .set({ lastCheckedAt: sql`now()` })
    .where(inArray(checkSchedules.monitorId, ids));
  // In the pipeline's order.
  await db
    .select()
    .from(monitorStates)
    .where(inArray(monitorStates.monitorId, ids))
    .orderBy(monitorStates.monitorId)
    .for('update');
  await db
    .update(monitorStates)
    .set({ state, sinceAt: sql`now()` })
    .where(inArray(monitorStates.monitorId, ids));
}

/** What the pipeline does when monitors go down: states, incidents and outbox in one transaction. */
export async function goDown(db: Db, tenant: Tenant, monitorIds: readonly string[]): Promise<string[]> {
  const now = await databaseNow(db);
  return db.transaction(async (tx) => {
    await setState(tx, monitorIds, 'down');
    const opened = await openMany(tx, tenant, monitorIds, now);
    await tellAll(tx, 'opened', opened, now);
    return opened.map(({ id }) => id);
  });
}

export async function openMany(tx: Db, tenant: Tenant, monitorIds: readonly string[], now: Date) {
  const { organizationId, projectId } = tenant;
  return openIncidents(
    tx,
    monitorIds.map((monitorId) => ({
      organizationId,
      projectId,
      monitorId,
      title: 'It is down',
      cause: 'timeout',
      evidence: { regions: [], heartbeat: null },
      openedAt: now,
      downSince: new Date(now.getTime() - 1000),
    })),
  );
}

/** Monitors that are up, many at once. */
export async function addMonitors(db: Db, tenant: Tenant, count: number): Promise<string[]> {
  const { organizationId, projectId } = tenant;
  const ids = Array.from({ length: count }, () => newId('mon'));
  await db.insert(monitors).values(
    ids.map((id) => ({
      id,
      organizationId,
      projectId,
      name: 'Host',
      type: 'http' as const,
      spec: {},
      intervalSeconds: 60,
      timeoutMs: 10_000,
      failureThreshold: 2,
      recoveryThreshold: 1,
      regions: ['local'],
    })),
  );
  await db
    .insert(monitorStates)
    .values(
      ids.map((monitorId) => ({ monitorId, organizationId, state: 'up' as const, sinceAt: sql`now()` })),
    );
  return ids;
}

export async function comeBack(db: Db, incidentIds: readonly string[]): Promise<void> {
  const now = await databaseNow(db);
  await db.transaction(async (tx) => {
    const held = await tx
      .select({ id: incidents.monitorId })
      .from(incidents)
      .where(inArray(incidents.id, [...incidentIds]));
    await setState(
      tx,
      held.flatMap(({ id }) => id ?? []),
      'up',
    );
    const resolved = await resolveIncidents(
      tx,
      incidentIds.map((id) => ({ id, resolvedAtMs: now.getTime(), actor: stillup, body: '' })),
    );
    await tellAll(tx, 'resolved', resolved, now);
  });
}

export async function tellAll(
  tx: Db,
  transition: 'opened' | 'resolved',
  list: readonly (typeof incidents.$inferSelect)[],
  now: Date,
): Promise<void> {
  await writePendingDeliveries(
    tx,
    list.map((incident) => ({
      organizationId: incident.organizationId,
      projectId: incident.projectId,
      incidentId: incident.id,
      transition,
      message: incidentMessage(transition, now, incident, {
        id: incident.monitorId ?? '',
        name: 'Checkout API',
        type: 'http',
        spec: {},
      }),
    })),
    now,
  );
}

/** A window that runs now and covers these, as the pipeline has begun it; null ends whatever runs. */
export async function setMaintenance(
  db: Db,
  tenant: Tenant,
  monitorIds: readonly string[],
  title: string | null,
): Promise<void> {
  const { organizationId, projectId } = tenant;
  await db.update(maintenanceWindows).set({ status: 'completed' });
  for (const monitorId of monitorIds) {
    await db
      .update(monitorStates)
      .set({ inMaintenance: title !== null })
      .where(eq(monitorStates.monitorId, monitorId));
  }
  if (title === null) return;
  const maintenanceId = newId('mnt');
  await db
    .insert(maintenances)
    .values({ id: maintenanceId, organizationId, projectId, title, coversProject: true });
  await db.insert(maintenanceWindows).values({
    organizationId,
    maintenanceId,
    startsAt: sql`now() - interval '1 minute'`,
    endsAt: sql`now() + interval '1 hour'`,
    status: 'active',
  });
}

/** Lets time pass: everything that has happened, or is due, moves into the past. */
export async function passMinutes(db: Db, minutes: number): Promise<void> {
  const by = sql`make_interval(secs => ${minutes * 60})`;
  await db.execute(sql`update incidents set opened_at = opened_at - ${by}, down_since_at = down_since_at - ${by},
    acknowledged_at = acknowledged_at - ${by}, resolved_at = resolved_at - ${by}`);
  await db.execute(sql`update escalations set started_at = started_at - ${by}, next_at = next_at - ${by}`);
  await db.execute(sql`update monitor_states set since_at = since_at - ${by},
    flapping_until_at = flapping_until_at - ${by}`);
  await db.execute(sql`update check_schedules set last_checked_at = last_checked_at - ${by}`);
  await db.execute(sql`update deliveries set created_at = created_at - ${by}`);
}

/** What was told, or is about to be, in order; what was suppressed is left out. */
export async function toldLines(db: Db, incidentId?: string): Promise<string[]> {
  const rows = await db
    .select({ channel: channels.name, transition: deliveries.transition, step: deliveries.step })
    .from(deliveries)
    .innerJoin(channels, eq(channels.id, deliveries.channelId))
    .where(
      and(
        sql`${deliveries.status} <> 'suppressed'`,
        incidentId === undefined ? undefined : eq(deliveries.incidentId, incidentId),
      ),
    )
    .orderBy(deliveries.createdAt, deliveries.transition, deliveries.step, channels.name);
  return rows.map(({ channel, transition, step }) =>
    step === 0 ? `${transition} ${channel}` : `${transition} ${step} ${channel}`,
  );
}
