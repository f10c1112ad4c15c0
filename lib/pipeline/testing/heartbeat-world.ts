import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { heartbeats } from '@/db/schema/heartbeats';
import { monitorStates, monitors } from '@/db/schema/monitors';
import type { Tenant } from '@/db/testing/tenants';
import { newId, toUuid } from '@/lib/core/ids';
import { heartbeatSpec } from '@/lib/heartbeats/schema';

export type WatchedHeartbeat = { id: string; uuid: string; pingUuid: string };

/** Never pinged; every hour, with a minute of grace. */
export async function addHeartbeats(db: Db, tenant: Tenant, count: number): Promise<WatchedHeartbeat[]> {
  const { organizationId, projectId } = tenant;
  const spec = heartbeatSpec.parse({ schedule: { kind: 'period', period_seconds: 3600 }, grace_seconds: 60 });
  const made = Array.from({ length: count }, () => {
    const id = newId('mon');
    return { id, uuid: toUuid(id), pingUuid: randomUUID() };
  });
  await db.insert(monitors).values(
    made.map(({ id, pingUuid }, index) => ({
      id,
      organizationId,
      projectId,
      name: `job ${index}`,
      type: 'heartbeat' as const,
      spec,
      intervalSeconds: 60,
      timeoutMs: 10_000,
      failureThreshold: 1,
      recoveryThreshold: 1,
      regions: [],
      pingUuid,
      slug: `job-${index}`,
    })),
  );
  const common = made.map(({ id }) => ({ monitorId: id, organizationId }));
  await db.insert(heartbeats).values(common.map((row) => ({ ...row, status: 'new' as const })));
  await db
    .insert(monitorStates)
    .values(common.map((row) => ({ ...row, state: 'pending' as const, sinceAt: sql`now()` })));
  return made;
}

/** From here on a ping vouches for so many seconds only: an hour and a minute would be too long for a test. */
export async function shortenDeadlines(db: Db, seconds: number): Promise<void> {
  await db.execute(
    sql.raw(`
    create or replace function shorten_deadline() returns trigger language plpgsql as $$ begin
      new.deadline_at := new.last_ping_at + interval '${seconds} seconds';
      new.expected_at := new.last_ping_at + interval '1 second';
      return new;
    end $$`),
  );
  await db.execute(sql`
    create or replace trigger shorten_deadline before update on heartbeats for each row
    when (new.status = 'up' and new.last_ping_at is distinct from old.last_ping_at)
    execute function shorten_deadline()`);
}

export type Standing = {
  down: string[];
  /** Incidents, and the most that one heartbeat has. */
  incidents: number;
  mostIncidents: number;
  deliveries: number;
  /** Down spans that do not begin at the deadline of their last ping, `seconds` after it. */
  misplaced: number;
};

export async function readStanding(db: Db, seconds: number): Promise<Standing> {
  const [row] = await db.execute<Standing>(sql`
    select
      (select coalesce(array_agg(distinct monitor_id::text order by monitor_id::text), '{}')
        from spans where state = 'down') as down,
      (select count(*)::int from incidents) as incidents,
      (select coalesce(max(n), 0)::int from (select count(*) as n from incidents group by monitor_id) c)
        as "mostIncidents",
      (select count(*)::int from deliveries where transition = 'opened') as deliveries,
      (select count(*)::int from spans s join heartbeats h using (monitor_id)
        where s.state = 'down' and abs(date_part('epoch', s.started_at - h.last_ping_at) - ${seconds}) > 0.002)
        as misplaced`);
  if (row === undefined) throw new Error('a query without a table gave no row');
  return row;
}
