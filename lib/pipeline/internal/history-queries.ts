import { eq, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { incidentEvents, incidents, type StoredActor } from '@/db/schema/incidents';
import { checkSchedules, monitorStates, monitors } from '@/db/schema/monitors';
import { newId } from '@/lib/core/ids';
import type { ImportedCheck, ImportedOutage } from '@/lib/pipeline/schema';

const chunkSize = 5_000;

export async function insertImportedChecks(
  db: Db,
  monitorUuid: string,
  region: string,
  checks: readonly ImportedCheck[],
): Promise<void> {
  for (let start = 0; start < checks.length; start += chunkSize) {
    const chunk = JSON.stringify(checks.slice(start, start + chunkSize));
    await db.execute(sql`
      insert into check_results (monitor_id, scheduled_at, started_at, total_us, wait_us, http_status, attempts,
        result, region, cause, error)
      select ${monitorUuid}::uuid, c.at, c.at, (c.wait_ms * 1000)::int, (c.wait_ms * 1000)::int, c.http_status,
        case when c.result = 'down' then 2 else 1 end, c.result, ${region}, c.cause, c.error
      from jsonb_to_recordset(${chunk}::text::jsonb)
        as c(at timestamptz, result text, cause text, error text, http_status int, wait_ms float8)
      on conflict do nothing`);
  }
}

export async function insertImportedIncidents(
  db: Db,
  of: { organizationId: string; projectId: string; monitorId: string },
  what: { title: string; note: string; actor: StoredActor; outages: readonly ImportedOutage[] },
): Promise<void> {
  const { title, note, actor } = what;
  for (const { started_at, ended_at, cause, error } of what.outages) {
    const openedAt = new Date(started_at);
    const resolvedAt = new Date(ended_at);
    const id = newId('inc', openedAt.getTime());
    await db.insert(incidents).values({
      ...of,
      id,
      status: 'resolved',
      title,
      cause,
      evidence: { regions: [] },
      openedAt,
      resolvedAt,
      resolvedBy: actor,
      createdAt: openedAt,
    });
    const base = { organizationId: of.organizationId, incidentId: id, actor };
    await db.insert(incidentEvents).values([
      { ...base, at: openedAt, type: 'opened', body: `${error} ${note}` },
      { ...base, at: resolvedAt, type: 'resolved', body: note },
    ]);
  }
}

/** From here the checks of the product go on: the open span is vouched for until the first of them is due. */
export async function settleImportedState(db: Db, monitorId: string, sinceMs: number): Promise<void> {
  await db
    .update(monitorStates)
    .set({ state: 'up', sinceAt: new Date(sinceMs) })
    .where(eq(monitorStates.monitorId, monitorId));
  await db
    .update(checkSchedules)
    .set({
      result: 'up',
      consecutiveSuccesses: 1,
      lastCheckedAt: sql`now()`,
      coveredUntilAt: sql`now() + make_interval(secs => (
        select 60 + ${monitors.intervalSeconds} from ${monitors} where ${monitors.id} = ${checkSchedules.monitorId}))`,
    })
    .where(eq(checkSchedules.monitorId, monitorId));
}
