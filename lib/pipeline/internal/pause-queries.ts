import { sql } from 'drizzle-orm';
import { pgArray } from '@/db/arrays';
import type { Db } from '@/db/client';

/** In the order in which the pipeline locks: schedules, then states. */
export async function lockSchedules(db: Db, monitorUuids: readonly string[]): Promise<void> {
  await db.execute(sql`
    select 1 from check_schedules where monitor_id = any(${pgArray(monitorUuids)}::text::uuid[])
    order by monitor_id, region for update`);
}

/** Nothing is due any more, a check in flight loses its lease, and what streaks knew is forgotten. */
export async function stopSchedules(db: Db, monitorUuids: readonly string[]): Promise<void> {
  const uuids = sql`any(${pgArray(monitorUuids)}::text::uuid[])`;
  await db.execute(sql`update monitors set paused_at = now() where id = ${uuids}`);
  await db.execute(sql`
    update check_schedules set due_at = null, lease_id = null, covered_until_at = null, result = null,
      is_failing = false, consecutive_failures = 0, consecutive_successes = 0, streak_started_at = null
    where monitor_id = ${uuids}`);
}

/**
 * The first check is due at once. Until it comes the time counts as paused, and past the tolerance as unknown; a
 * region that was chosen meanwhile gets its schedule.
 */
export async function startSchedules(
  db: Db,
  monitorUuids: readonly string[],
  toleranceSeconds: number,
): Promise<string[]> {
  const resumed = await db.execute<{ id: string }>(sql`
    update monitors set paused_at = null
    where id = any(${pgArray(monitorUuids)}::text::uuid[]) and paused_at is not null
    returning id`);
  if (resumed.length === 0) return [];
  const ids = resumed.map(({ id }) => id);
  await db.execute(sql`
    insert into check_schedules as s (monitor_id, region, organization_id, scheduled_at, due_at, covered_until_at)
    select m.id, region, m.organization_id, now(), now(), now() + make_interval(secs => ${toleranceSeconds}::int)
    from monitors m, unnest(m.regions) as region
    where m.id = any(${pgArray(ids)}::text::uuid[])
    on conflict (monitor_id, region) do update
    set scheduled_at = now(), due_at = now(), lease_id = null, covered_until_at = excluded.covered_until_at`);
  await db.execute(sql`
    update monitor_states set state = 'pending', since_at = now()
    where monitor_id = any(${pgArray(ids)}::text::uuid[])`);
  return ids;
}

/** Of these, which exist for the organization (and the project a key is limited to). */
export async function selectOwnMonitors(
  db: Db,
  organizationUuid: string,
  projectUuid: string | null,
  monitorUuids: readonly string[],
): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select id from monitors
    where id = any(${pgArray(monitorUuids)}::text::uuid[]) and organization_id = ${organizationUuid}::uuid
      and (${projectUuid}::uuid is null or project_id = ${projectUuid}::uuid)`);
  return rows.map(({ id }) => id);
}
