import type { Sql } from 'postgres';
import { pingUuid } from '@/bin/bench/pings-messages';
import { pgArray, pgTexts } from '@/db/arrays';
import { drizzleOver } from '@/db/client';
import { ensurePartitions } from '@/lib/checks/ensure-partitions';
import { newId, toUuid } from '@/lib/core/ids';
import { heartbeatSpec } from '@/lib/heartbeats/schema';

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Sydney'];
const crons = ['*/5 * * * *', '% * * * *', '% */6 * * *', '% 2 * * *', '% 3 * * MON', '% 4 1 * *'];
const periodsSeconds = [60, 300, 600, 900, 3600, 7200, 21_600, 86_400];

/** Half of them by period, half by cron in five zones: a thousand schedules and more. */
function scheduleOf(index: number): unknown {
  const turn = Math.floor(index / 2);
  if (index % 2 === 0)
    return { kind: 'period', period_seconds: periodsSeconds[turn % periodsSeconds.length] };
  const expression = (crons[turn % crons.length] ?? '').replace('%', String(turn % 60));
  return { kind: 'cron', expression, time_zone: zones[turn % zones.length] };
}

/** One tenant with many heartbeats that wait for their first ping. */
export async function seedHeartbeats(sql: Sql, count: number): Promise<void> {
  await ensurePartitions(drizzleOver(sql));
  const organization = toUuid(newId('org'));
  const project = toUuid(newId('prj'));
  const indexes = Array.from({ length: count }, (_, index) => index);
  const specs = indexes.map((index) => JSON.stringify(heartbeatSpec.parse({ schedule: scheduleOf(index) })));
  await sql`insert into organizations (id, name) values (${organization}, 'Bench')`;
  await sql`insert into projects (id, organization_id, name, slug, ping_key)
    values (${project}, ${organization}, 'Bench', 'bench', ${project})`;
  await sql`
    insert into monitors (id, organization_id, project_id, name, type, spec, interval_seconds, timeout_ms,
      failure_threshold, recovery_threshold, regions, ping_uuid, slug)
    select gen_random_uuid(), ${organization}, ${project}, 'Job ' || n, 'heartbeat', spec, 60, 10000, 1, 1, '{}',
      ping_uuid, 'job-' || n
    from unnest(${pgArray(indexes.map(pingUuid))}::text::uuid[], ${pgTexts(specs)}::text::jsonb[])
      with ordinality as u(ping_uuid, spec, n)`;
  await sql`insert into monitor_states (monitor_id, organization_id, state, since_at)
    select id, organization_id, 'pending', now() from monitors`;
  await sql`insert into heartbeats (monitor_id, organization_id, status)
    select id, organization_id, 'new' from monitors`;
  await sql`vacuum analyze`;
}

/** How many pings of each heartbeat are stored, by its number. */
export async function countStored(sql: Sql, count: number): Promise<number[]> {
  const rows = await sql<{ uuid: string; n: number }[]>`
    select m.ping_uuid as uuid, count(*)::int as n from pings p join monitors m on m.id = p.monitor_id
    group by m.ping_uuid`;
  const byUuid = new Map(rows.map(({ uuid, n }) => [uuid, n]));
  return Array.from({ length: count }, (_, index) => byUuid.get(pingUuid(index)) ?? 0);
}
