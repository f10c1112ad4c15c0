import { and, asc, eq, gte, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { channels } from '@/db/schema/alerting';
import { incidents } from '@/db/schema/incidents';
import { maintenanceMonitors, maintenances, maintenanceWindows } from '@/db/schema/maintenance';
import { monitors } from '@/db/schema/monitors';
import { onCallSchedules } from '@/db/schema/on-call';
import { members } from '@/db/schema/organizations';
import { policies } from '@/db/schema/policies';
import { users } from '@/db/schema/users';
import { toUuid } from '@/lib/core/ids';
import type { CheckResult } from '@/lib/probing/constants';

export type MonitorRow = typeof monitors.$inferSelect;

export async function selectMonitors(
  db: Db,
  organizationId: string,
  filter: { projectId: string | undefined; ids: readonly string[] | undefined },
): Promise<MonitorRow[]> {
  return db
    .select()
    .from(monitors)
    .where(
      and(
        eq(monitors.organizationId, organizationId),
        filter.projectId === undefined ? undefined : eq(monitors.projectId, filter.projectId),
        filter.ids === undefined ? undefined : inArray(monitors.id, [...filter.ids]),
      ),
    )
    .orderBy(asc(monitors.name), asc(monitors.id));
}

export type CheckRow = { at_ms: number; total_us: number; region: string; result: CheckResult };

/** Of one monitor and at most a day, so that neither memory nor the event loop is filled by one query. */
export async function selectChecks(db: Db, monitorId: string, from: Date, to: Date): Promise<CheckRow[]> {
  return db.execute<CheckRow>(sql`
    select round(date_part('epoch', started_at) * 1000) as at_ms, total_us, region, result from check_results
    where monitor_id = ${toUuid(monitorId)}::uuid
      and scheduled_at >= ${from.toISOString()}::timestamptz and scheduled_at < ${to.toISOString()}::timestamptz
    order by scheduled_at`);
}

export async function countChecks(
  db: Db,
  monitorIds: readonly string[],
  from: Date,
  atMost: number,
): Promise<number> {
  if (monitorIds.length === 0) return 0;
  const ids = sql.join(
    monitorIds.map((id) => sql`${toUuid(id)}::uuid`),
    sql`, `,
  );
  const [row] = await db.execute<{ total: number }>(sql`
    select count(*)::int as total from (
      select 1 from check_results
      where monitor_id in (${ids}) and scheduled_at >= ${from.toISOString()}::timestamptz limit ${atMost + 1}) c`);
  return row?.total ?? 0;
}

export async function selectAcknowledged(
  db: Db,
  monitorIds: readonly string[],
  from: Date,
): Promise<{ monitorId: string | null; acknowledgedAt: Date | null }[]> {
  return db
    .select({ monitorId: incidents.monitorId, acknowledgedAt: incidents.acknowledgedAt })
    .from(incidents)
    .where(
      and(
        inArray(incidents.monitorId, [...monitorIds]),
        isNotNull(incidents.acknowledgedAt),
        gte(incidents.openedAt, from),
      ),
    )
    .orderBy(asc(incidents.acknowledgedAt));
}

export type WindowRow = {
  title: string;
  projectId: string;
  coversProject: boolean;
  monitorId: string | null;
  startsAt: Date;
  endsAt: Date;
};

/** Windows that have run since `from`, once for each monitor of their list. */
export async function selectWindows(db: Db, organizationId: string, from: Date): Promise<WindowRow[]> {
  return db
    .select({
      title: maintenances.title,
      projectId: maintenances.projectId,
      coversProject: maintenances.coversProject,
      monitorId: maintenanceMonitors.monitorId,
      startsAt: maintenanceWindows.startsAt,
      endsAt: maintenanceWindows.endsAt,
    })
    .from(maintenanceWindows)
    .innerJoin(maintenances, eq(maintenances.id, maintenanceWindows.maintenanceId))
    .leftJoin(maintenanceMonitors, eq(maintenanceMonitors.maintenanceId, maintenances.id))
    .where(
      and(
        eq(maintenanceWindows.organizationId, organizationId),
        inArray(maintenanceWindows.status, ['active', 'completed']),
        gte(maintenanceWindows.endsAt, from),
      ),
    );
}

export type PolicyRow = Pick<typeof policies.$inferSelect, 'id' | 'projectId' | 'isDefault' | 'spec'>;

export async function selectPolicies(db: Db, organizationId: string): Promise<PolicyRow[]> {
  const { id, projectId, isDefault, spec } = policies;
  return db
    .select({ id, projectId, isDefault, spec })
    .from(policies)
    .where(eq(policies.organizationId, organizationId));
}

export type ChannelRow = { id: string; projectId: string; userId: string | null; name: string };

export async function selectEnabledChannels(db: Db, organizationId: string): Promise<ChannelRow[]> {
  const { id, projectId, userId, name } = channels;
  return db
    .select({ id, projectId, userId, name })
    .from(channels)
    .where(and(eq(channels.organizationId, organizationId), eq(channels.enabled, true)));
}

/** Names of people and rotas, by their ids. */
export async function selectNames(db: Db, organizationId: string): Promise<Map<string, string>> {
  const people = await db
    .select({ id: users.id, name: users.name, email: users.email })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(members.organizationId, organizationId));
  const rotas = await db
    .select({ id: onCallSchedules.id, name: onCallSchedules.name })
    .from(onCallSchedules)
    .where(eq(onCallSchedules.organizationId, organizationId));
  return new Map([
    ...people.map(({ id, name, email }): [string, string] => [id, name ?? email]),
    ...rotas.map(({ id, name }): [string, string] => [id, `on call ${name}`]),
  ]);
}
