import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { monitors } from '@/db/schema/monitors';

export type PingUuid = { id: string; pingUuid: string };

/** Of all heartbeats that the actor sees: the id and the secret of the ping address. */
export async function selectPingUuids(
  db: Db,
  organizationId: string,
  projectId: string | null,
): Promise<PingUuid[]> {
  const rows = await db
    .select({ id: monitors.id, pingUuid: monitors.pingUuid })
    .from(monitors)
    .where(
      and(
        eq(monitors.organizationId, organizationId),
        eq(monitors.type, 'heartbeat'),
        projectId === null ? undefined : eq(monitors.projectId, projectId),
      ),
    );
  return rows.flatMap(({ id, pingUuid }) => (pingUuid === null ? [] : [{ id, pingUuid }]));
}

export async function findIdByPingUuid(db: Db, organizationId: string, uuid: string): Promise<string | null> {
  const [row] = await db
    .select({ id: monitors.id })
    .from(monitors)
    .where(and(eq(monitors.organizationId, organizationId), eq(monitors.pingUuid, uuid)));
  return row?.id ?? null;
}

export async function findPingUuid(db: Db, organizationId: string, id: string): Promise<string | null> {
  const [row] = await db
    .select({ pingUuid: monitors.pingUuid })
    .from(monitors)
    .where(and(eq(monitors.organizationId, organizationId), eq(monitors.id, id)));
  return row?.pingUuid ?? null;
}

/** What an upsert may name; what is left out may be anything. */
export type TwinFilter = {
  name?: string;
  slug?: string;
  tags?: readonly string[];
  timeoutSeconds?: number;
  graceSeconds?: number;
};

/** The oldest heartbeat of the project that is like this. */
export async function findTwinId(
  db: Db,
  organizationId: string,
  projectId: string,
  filter: TwinFilter,
): Promise<string | null> {
  const { name, slug, tags, timeoutSeconds, graceSeconds } = filter;
  const isLike: (SQL | undefined)[] = [
    name === undefined ? undefined : eq(monitors.name, name),
    slug === undefined ? undefined : eq(monitors.slug, slug),
    tags === undefined ? undefined : eq(monitors.tags, [...tags]),
    timeoutSeconds === undefined
      ? undefined
      : sql`${monitors.spec}->'schedule'->>'period_seconds' = ${String(timeoutSeconds)}`,
    graceSeconds === undefined
      ? undefined
      : sql`${monitors.spec}->>'grace_seconds' = ${String(graceSeconds)}`,
  ];
  const [row] = await db
    .select({ id: monitors.id })
    .from(monitors)
    .where(
      and(
        eq(monitors.organizationId, organizationId),
        eq(monitors.projectId, projectId),
        eq(monitors.type, 'heartbeat'),
        ...isLike,
      ),
    )
    .orderBy(asc(monitors.id))
    .limit(1);
  return row?.id ?? null;
}

/** Of two that look for the same check at once, the second finds what the first has made. */
export async function lockUpserts(tx: Db, projectId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`upsert:${projectId}`}, 0))`);
}

export async function askDatabase(db: Db): Promise<void> {
  await db.execute(sql`select 1`);
}
