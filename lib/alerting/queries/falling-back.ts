import { and, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { channels, deliveries } from '@/db/schema/alerting';
import { incidentEvents, incidents } from '@/db/schema/incidents';
import { members } from '@/db/schema/organizations';
import { isBehind } from '@/lib/alerting/queries/sending';
import { uuidsOf } from '@/lib/alerting/queries/uuids';
import { fromUuid } from '@/lib/core/ids';
import type { IncidentStatus } from '@/lib/incidents/constants';
import { incidentTransitions } from '@/lib/notifiers/constants';

/** Never sent: its channel is off. */
export async function suppress(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(deliveries)
    .set({ status: 'suppressed', nextAttemptAt: null, leaseId: null })
    .where(inArray(deliveries.id, [...ids]));
}

/** What could not be told, each with its channel. */
export async function selectUntold(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return db
    .select({ delivery: deliveries, channelName: channels.name })
    .from(deliveries)
    .innerJoin(channels, eq(channels.id, deliveries.channelId))
    .where(and(inArray(deliveries.id, [...ids]), inArray(deliveries.transition, [...incidentTransitions])))
    .orderBy(deliveries.createdAt, deliveries.id);
}

export type LockedIncident = {
  id: string;
  organizationId: string;
  projectId: string;
  status: IncidentStatus;
};

/**
 * One after the other: two channels that fail at the same moment must not each take the other for the one that tells.
 */
export async function lockIncidents(db: Db, ids: readonly string[]): Promise<Map<string, LockedIncident>> {
  const rows = await db
    .select({
      id: incidents.id,
      organizationId: incidents.organizationId,
      projectId: incidents.projectId,
      status: incidents.status,
    })
    .from(incidents)
    .where(inArray(incidents.id, [...ids]))
    .orderBy(incidents.id)
    .for('no key update');
  return new Map(rows.map((row) => [row.id, row]));
}

/** How the ends of incidents are told, by incident: what one channel is told of it, another is told in the same words. */
export async function selectEnds(
  db: Db,
  incidentIds: readonly string[],
): Promise<Map<string, typeof deliveries.$inferSelect>> {
  if (incidentIds.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([deliveries.incidentId])
    .from(deliveries)
    .where(and(inArray(deliveries.incidentId, [...incidentIds]), eq(deliveries.transition, 'resolved')))
    .orderBy(deliveries.incidentId, deliveries.createdAt);
  return new Map(rows.flatMap((row) => (row.incidentId === null ? [] : [[row.incidentId, row]])));
}

export type OtherChannel = { id: string; name: string; projectId: string };

/** Those of the projects that are told as channels of the project. Locked against deletion. */
export async function selectSharedChannels(db: Db, projectIds: readonly string[]): Promise<OtherChannel[]> {
  return db
    .select({ id: channels.id, name: channels.name, projectId: channels.projectId })
    .from(channels)
    .where(
      and(inArray(channels.projectId, [...projectIds]), eq(channels.enabled, true), isNull(channels.userId)),
    )
    .orderBy(channels.id)
    .for('key share');
}

/** Switched off by their receivers: of these projects, or of these ids. */
export async function selectGoneChannels(
  db: Db,
  projectIds: readonly string[],
  ids: readonly string[],
): Promise<{ id: string; projectId: string }[]> {
  return db
    .select({ id: channels.id, projectId: channels.projectId })
    .from(channels)
    .where(
      and(
        or(inArray(channels.projectId, [...projectIds]), inArray(channels.id, [...ids])),
        eq(channels.enabled, false),
        isNotNull(channels.disabledReason),
      ),
    );
}

export async function selectOwnerIds(db: Db, organizationId: string): Promise<string[]> {
  const rows = await db
    .select({ userId: members.userId })
    .from(members)
    .where(and(eq(members.organizationId, organizationId), eq(members.role, 'owner')))
    .limit(50);
  return rows.map(({ userId }) => userId);
}

export async function selectPersonalChannels(
  db: Db,
  organizationId: string,
  userIds: readonly string[],
): Promise<OtherChannel[]> {
  if (userIds.length === 0) return [];
  return db
    .select({ id: channels.id, name: channels.name, projectId: channels.projectId })
    .from(channels)
    .where(
      and(
        eq(channels.organizationId, organizationId),
        eq(channels.enabled, true),
        inArray(channels.userId, [...userIds]),
      ),
    )
    .orderBy(channels.id)
    .for('key share');
}

export type Substitute = typeof deliveries.$inferInsert;

const rowsPerInsert = 1000;

/** Exactly one per (incident, transition, channel, step): whoever was told of it already is not told again. */
export async function insertSubstitutes(
  db: Db,
  rows: readonly Substitute[],
): Promise<{ id: string; channelId: string }[]> {
  const inserted: { id: string; channelId: string }[] = [];
  for (let from = 0; from < rows.length; from += rowsPerInsert) {
    const written = await db
      .insert(deliveries)
      .values(
        rows
          .slice(from, from + rowsPerInsert)
          .map((row) => ({ ...row, status: 'pending' as const, nextAttemptAt: sql`now()` })),
      )
      .onConflictDoNothing()
      .returning({ id: deliveries.id, channelId: deliveries.channelId });
    inserted.push(...written);
  }
  return inserted;
}

/** `of`: the delivery whose attempts fail. */
type HeldUp = { id: string; of: string; incidentId: string };

/**
 * What cannot be told while these are tried again: they themselves, what those that are digests hold, and what waits
 * behind either. Only what must not wait, and what the timeline does not say yet.
 */
export async function selectHeldUp(db: Db, ids: readonly string[]): Promise<HeldUp[]> {
  if (ids.length === 0) return [];
  const rows = await db.execute<{ id: string; incident: string; because: string }>(sql`
    with late as (
      select t.*, t.id as because from ${deliveries} as t where t.id = any(${uuidsOf(ids)})
      union all
      select t.*, t.digest_id from ${deliveries} as t where t.digest_id = any(${uuidsOf(ids)}) and t.status = 'folded'
    ), held as (
      select d.id, d.incident_id, d.transition, d.because from late as d
      union all
      select d.id, d.incident_id, d.transition, older.because from late as older join ${deliveries} as d on ${isBehind}
      where d.status = 'pending' and d.attempt_count = 0
    )
    select distinct on (id) id, incident_id as incident, because from held
    where incident_id is not null and transition in ('opened', 'escalated', 'resolved') order by id`);
  const held = rows.map(({ id, incident, because }) => {
    return { id: fromUuid('dlv', id), of: fromUuid('dlv', because), incidentId: fromUuid('inc', incident) };
  });
  const said = await selectGivenUp(db, [...new Set(held.map(({ incidentId }) => incidentId))]);
  return held.filter(({ id }) => !said.has(id));
}

/** Of these incidents, the deliveries of which the timeline says that they fail. */
export async function selectGivenUp(db: Db, incidentIds: readonly string[]): Promise<Set<string>> {
  if (incidentIds.length === 0) return new Set();
  const rows = await db
    .select({ id: sql<string | null>`${incidentEvents.detail} ->> 'delivery_id'` })
    .from(incidentEvents)
    .where(
      and(inArray(incidentEvents.incidentId, [...incidentIds]), eq(incidentEvents.type, 'delivery_failed')),
    );
  return new Set(rows.flatMap(({ id }) => id ?? []));
}

/** Of these, the ones that no other channel has told of, or may still tell of; `givenUp` may not. */
export async function selectToldByNobody(
  db: Db,
  ids: readonly string[],
  givenUp: readonly string[],
): Promise<Set<string>> {
  const rows = await db.execute<{ id: string }>(sql`
    select d.id from ${deliveries} as d
    where d.id = any(${uuidsOf(ids)}) and not exists (
      select 1 from ${deliveries} as o
      where o.incident_id = d.incident_id and o.transition = d.transition and o.step = d.step
        and o.id <> d.id and (o.status = 'delivered'
          or o.status in ('pending', 'sending', 'folded') and o.id <> all(${uuidsOf(givenUp)})))`);
  return new Set(rows.map(({ id }) => fromUuid('dlv', id)));
}
