import { sql } from 'drizzle-orm';
import { pgArray } from '@/db/arrays';
import type { Db } from '@/db/client';
import { incidentEvents, incidents, type StoredActor } from '@/db/schema/incidents';
import { toUuid } from '@/lib/core/ids';
import type { IncidentEventType } from '@/lib/incidents/constants';
import type { RegionEvidence } from '@/lib/incidents/schema';

export type StoredIncident = typeof incidents.$inferSelect;
export type NewIncidentRow = typeof incidents.$inferInsert;

/** Those that are new: a monitor which has an open incident gets no second one. */
export async function insertIncidents(db: Db, rows: NewIncidentRow[]): Promise<StoredIncident[]> {
  if (rows.length === 0) return [];
  return db.insert(incidents).values(rows).onConflictDoNothing().returning();
}

export type NewIncidentEvent = {
  organizationId: string;
  incidentId: string;
  at: Date;
  type: IncidentEventType;
  actor: StoredActor;
  body: string;
};

export async function insertIncidentEvents(db: Db, rows: NewIncidentEvent[]): Promise<void> {
  if (rows.length > 0) await db.insert(incidentEvents).values(rows);
}

export type Resolution = { id: string; resolvedAtMs: number; actor: StoredActor };

/** Those that were still open. Resolved never stands before opened, whichever clock each went by. */
export async function markResolved(db: Db, rows: readonly Resolution[]): Promise<StoredIncident[]> {
  if (rows.length === 0) return [];
  const list = rows.map(({ id, resolvedAtMs, actor }) => ({ uuid: toUuid(id), at: resolvedAtMs, actor }));
  const source = sql`jsonb_to_recordset(${JSON.stringify(list)}::text::jsonb) as r(uuid uuid, at float8, actor jsonb)`;
  return db
    .update(incidents)
    .set({
      status: 'resolved',
      resolvedAt: sql`greatest(${incidents.openedAt}, to_timestamp(r.at / 1000.0))`,
      resolvedBy: sql`r.actor`,
    })
    .from(source)
    .where(sql`${incidents.id} = r.uuid and ${incidents.status} <> 'resolved'`)
    .returning({
      id: incidents.id,
      organizationId: incidents.organizationId,
      projectId: incidents.projectId,
      monitorId: incidents.monitorId,
      status: incidents.status,
      title: incidents.title,
      cause: incidents.cause,
      evidence: incidents.evidence,
      openedAt: incidents.openedAt,
      downSinceAt: incidents.downSinceAt,
      acknowledgedAt: incidents.acknowledgedAt,
      acknowledgedBy: incidents.acknowledgedBy,
      resolvedAt: incidents.resolvedAt,
      resolvedBy: incidents.resolvedBy,
      postMortem: incidents.postMortem,
      createdAt: incidents.createdAt,
    });
}

/** Adds what other regions saw; a region that is there already keeps its first evidence. */
export async function appendEvidence(
  db: Db,
  rows: readonly { id: string; evidence: RegionEvidence }[],
): Promise<void> {
  for (const { id, evidence } of rows) {
    const region = JSON.stringify([{ region: evidence.region }]);
    await db.execute(sql`
      update incidents
      set evidence = jsonb_set(evidence, '{regions}',
        coalesce(evidence->'regions', '[]'::jsonb) || ${JSON.stringify([evidence])}::text::jsonb)
      where id = ${toUuid(id)}::uuid
        and not coalesce(evidence->'regions', '[]'::jsonb) @> ${region}::text::jsonb`);
  }
}

/** What the other failing regions saw last, for the evidence of an incident that a quorum opens. */
export type RegionCheckRow = {
  monitor_id: string;
  region: string;
  scheduled_ms: number;
  result: string;
  cause: string | null;
  error: string | null;
  http_status: number | null;
  attempts: number;
  total_us: number;
  dns_us: number | null;
  connect_us: number | null;
  tls_us: number | null;
  wait_us: number | null;
  transfer_us: number | null;
  evidence: RegionEvidence['response'];
};

export async function selectLastChecks(
  db: Db,
  pairs: readonly { monitorUuid: string; region: string }[],
): Promise<RegionCheckRow[]> {
  if (pairs.length === 0) return [];
  return db.execute<RegionCheckRow>(sql`
    select p.monitor_id, p.region, date_part('epoch', c.scheduled_at) * 1000 as scheduled_ms, c.result, c.cause,
      c.error, c.http_status, c.attempts, c.total_us, c.dns_us, c.connect_us, c.tls_us, c.wait_us, c.transfer_us,
      e.evidence
    from unnest(${pgArray(pairs.map(({ monitorUuid }) => monitorUuid))}::text::uuid[],
                ${pgArray(pairs.map(({ region }) => region))}::text::text[]) as p(monitor_id, region)
    cross join lateral (
      select * from check_results c
      where c.monitor_id = p.monitor_id and c.region = p.region and c.scheduled_at > now() - interval '2 days'
      order by c.scheduled_at desc limit 1
    ) c
    left join check_evidence e
      on e.monitor_id = c.monitor_id and e.scheduled_at = c.scheduled_at and e.region = c.region`);
}
