import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { escalations } from '@/db/schema/alerting';
import { incidentEvents, incidents, type StoredActor } from '@/db/schema/incidents';
import type { HoldReason } from '@/lib/alerting/constants';
import { uuidsOf } from '@/lib/alerting/queries/uuids';
import { fromUuid, toUuid } from '@/lib/core/ids';
import type { IncidentEventType } from '@/lib/incidents/constants';

export type EscalationRow = {
  incidentId: string;
  nextStep: number;
  remindersSent: number;
  startedAt: Date;
  nextAt: Date;
  heldFor: HoldReason | null;
  heldDetail: string | null;
};

export type NewEscalation = EscalationRow & { organizationId: string };

/** What is there already is replaced: only whoever holds the incident writes it. */
export async function putEscalations(db: Db, rows: readonly NewEscalation[]): Promise<void> {
  if (rows.length === 0) return;
  const list = rows.map((row) => ({
    ...row,
    incidentId: toUuid(row.incidentId),
    organizationId: toUuid(row.organizationId),
    startedAt: row.startedAt.toISOString(),
    nextAt: row.nextAt.toISOString(),
  }));
  await db.execute(sql`
    insert into escalations (incident_id, organization_id, next_step, reminders_sent, started_at, next_at, held_for, held_detail)
    select n."incidentId", n."organizationId", n."nextStep", n."remindersSent", n."startedAt", n."nextAt",
      n."heldFor", n."heldDetail"
    from json_to_recordset(${JSON.stringify(list)}::text::json) as n("incidentId" uuid, "organizationId" uuid,
      "nextStep" int2, "remindersSent" int2, "startedAt" timestamptz, "nextAt" timestamptz, "heldFor" text,
      "heldDetail" text)
    on conflict (incident_id) do update set next_step = excluded.next_step,
      reminders_sent = excluded.reminders_sent, started_at = excluded.started_at, next_at = excluded.next_at,
      held_for = excluded.held_for, held_detail = excluded.held_detail`);
}

export async function deleteEscalations(db: Db, incidentIds: readonly string[]): Promise<void> {
  if (incidentIds.length === 0) return;
  await db.execute(sql`delete from escalations where incident_id = any(${uuidsOf(incidentIds)})`);
}

/**
 * Escalations and reminders that nobody needs any more. What a sender has in its hands at this moment is on its way
 * and stays; an opening stays as well: whoever is told that it is over must have heard what.
 */
export async function suppressPressing(db: Db, incidentIds: readonly string[]): Promise<void> {
  if (incidentIds.length === 0) return;
  await db.execute(sql`
    update deliveries set status = 'suppressed', next_attempt_at = null where id in (
      select id from deliveries
      where incident_id = any(${uuidsOf(incidentIds)}) and status = 'pending' and transition in ('escalated', 'reminder')
      for update skip locked)`);
}

/** The incidents of escalations whose time has come, the longest due first. Not locked. */
export async function findDueEscalations(db: Db, limit: number): Promise<string[]> {
  const rows = await db.execute<{ incident_id: string }>(sql`
    select incident_id from escalations where next_at <= now() order by next_at limit ${limit}`);
  return rows.map(({ incident_id }) => fromUuid('inc', incident_id));
}

export type LockedEscalation = { incident: typeof incidents.$inferSelect; escalation: EscalationRow };

/**
 * Incidents first, in the order of ids, as the pipeline takes them; those that somebody else has are left for the next
 * look. Then what is still due of them: another process may have told it meanwhile.
 */
export async function lockDueEscalations(
  db: Db,
  incidentIds: readonly string[],
): Promise<LockedEscalation[]> {
  if (incidentIds.length === 0) return [];
  const locked = await db
    .select()
    .from(incidents)
    .where(sql`${incidents.id} = any(${uuidsOf(incidentIds)})`)
    .orderBy(incidents.id)
    // Not `update`: what is inserted for an incident takes key shares of it.
    .for('no key update', { skipLocked: true });
  const byId = new Map(locked.map((incident) => [incident.id, incident]));
  const rows = await db.execute<StoredRow>(sql`
    select incident_id, next_step, reminders_sent, held_for, held_detail,
      round(date_part('epoch', started_at) * 1000) as started_ms, round(date_part('epoch', next_at) * 1000) as next_ms
    from escalations where incident_id = any(${uuidsOf([...byId.keys()])}) and next_at <= now() for update`);
  return rows.flatMap((row) => {
    const incident = byId.get(fromUuid('inc', row.incident_id));
    return incident === undefined ? [] : [{ incident, escalation: toEscalation(row) }];
  });
}

/** What is to come of an incident, as it is stored; null where nothing is. */
export async function findEscalation(
  db: Db,
  organizationId: string,
  incidentId: string,
): Promise<EscalationRow | null> {
  const [row] = await db
    .select()
    .from(escalations)
    .where(and(eq(escalations.organizationId, organizationId), eq(escalations.incidentId, incidentId)));
  return row ?? null;
}

type StoredRow = {
  incident_id: string;
  next_step: number;
  reminders_sent: number;
  held_for: HoldReason | null;
  held_detail: string | null;
  started_ms: number;
  next_ms: number;
};

function toEscalation(row: StoredRow): EscalationRow {
  return {
    incidentId: fromUuid('inc', row.incident_id),
    nextStep: row.next_step,
    remindersSent: row.reminders_sent,
    startedAt: new Date(row.started_ms),
    nextAt: new Date(row.next_ms),
    heldFor: row.held_for,
    heldDetail: row.held_detail,
  };
}

export type NewEvent = {
  organizationId: string;
  incidentId: string;
  at: Date;
  type: IncidentEventType;
  body: string;
};

const alerting: StoredActor = { kind: 'system', id: 'alerting', name: 'Stillup' };

export async function insertEvents(db: Db, rows: readonly NewEvent[]): Promise<void> {
  if (rows.length === 0) return;
  await db.insert(incidentEvents).values(rows.map((row) => ({ ...row, actor: alerting })));
}

export type StoredMonitorFacts = { id: string; name: string; type: string; spec: unknown };

/** What a message says of monitors, by their ids. */
export async function selectMonitorFacts(
  db: Db,
  monitorIds: readonly string[],
): Promise<Map<string, StoredMonitorFacts>> {
  if (monitorIds.length === 0) return new Map();
  const rows = await db.execute<StoredMonitorFacts>(sql`
    select id, name, type, spec from monitors where id = any(${uuidsOf([...new Set(monitorIds)])})`);
  return new Map(rows.map((row) => [fromUuid('mon', row.id), { ...row, id: fromUuid('mon', row.id) }]));
}
