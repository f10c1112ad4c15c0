import type { Sql } from 'postgres';
import { drizzleOver } from '@/db/client';
import { ensurePartitions } from '@/lib/checks/ensure-partitions';
import { newId, toUuid } from '@/lib/core/ids';
import { httpSpec } from '@/lib/probing/schema';

/** One tenant with many http monitors, all due now, none checked yet. */
export async function seedDueMonitors(
  sql: Sql,
  { count, url }: { count: number; url: string },
): Promise<void> {
  await ensurePartitions(drizzleOver(sql));
  const organization = toUuid(newId('org'));
  const project = toUuid(newId('prj'));
  const spec = JSON.stringify(httpSpec.parse({ url }));
  await sql`insert into organizations (id, name) values (${organization}, 'Bench')`;
  await sql`insert into projects (id, organization_id, name, slug, ping_key)
    values (${project}, ${organization}, 'Bench', 'bench', ${project})`;
  await sql`
    insert into monitors (id, organization_id, project_id, name, type, spec, interval_seconds, timeout_ms,
      failure_threshold, recovery_threshold, regions)
    select gen_random_uuid(), ${organization}, ${project}, 'Monitor ' || n, 'http', ${spec}::text::jsonb, 180, 10000,
      2, 1, '{local}'
    from generate_series(1, ${count}) as n`;
  await sql`insert into monitor_states (monitor_id, organization_id, state, since_at)
    select id, organization_id, 'pending', now() from monitors`;
  await sql`insert into check_schedules (monitor_id, region, organization_id, scheduled_at, due_at)
    select id, 'local', organization_id, now(), now() from monitors`;
  await sql`vacuum analyze`;
}

/** Puts as many monitors to ten seconds as make the load, their slots spread evenly; the others are set aside. */
export async function spreadSchedules(sql: Sql, { perSecond }: { perSecond: number }): Promise<number> {
  const wanted = Math.round(perSecond * 10);
  await sql`update check_schedules set due_at = null`;
  const rows = await sql`
    update check_schedules s set due_at = now() + random() * interval '10 seconds', scheduled_at = now()
    from (select id from monitors limit ${wanted}) as chosen where chosen.id = s.monitor_id returning 1`;
  await sql`update check_schedules set scheduled_at = due_at where due_at is not null`;
  await sql`update monitors set interval_seconds = 10`;
  await sql`vacuum analyze check_schedules`;
  return rows.length;
}
