import { eq, type SQL, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { projects } from '@/db/schema/projects';
import { toUuid } from '@/lib/core/ids';

/**
 * What goes with the project is taken first, in the one order of locks, so that nobody waits in a circle: what is watched, what senders
 * hold, then the pages as `deleteStatusPage` takes them. The project itself is locked against new things by then, but may still be named.
 */
export async function deleteProjectRow(db: Db, projectId: string): Promise<void> {
  const project = sql`${toUuid(projectId)}::uuid`;
  await holdMonitors(db, project);
  await holdAlerts(db, project);
  await holdPages(db, project);
  await db.delete(projects).where(eq(projects.id, projectId));
}

async function holdMonitors(db: Db, project: SQL): Promise<void> {
  const own = sql`select id from monitors where project_id = ${project}`;
  await db.execute(sql`
    select 1 from check_schedules where monitor_id in (${own}) order by monitor_id, region for update`);
  await db.execute(sql`select 1 from heartbeats where monitor_id in (${own}) order by monitor_id for update`);
  await db.execute(sql`select 1 from monitors where project_id = ${project} order by id for update`);
  await db.execute(
    sql`select 1 from monitor_states where monitor_id in (${own}) order by monitor_id for update`,
  );
}

/** Whoever tells of an incident may still name a channel, and a page the incident. */
async function holdAlerts(db: Db, project: SQL): Promise<void> {
  await db.execute(sql`select 1 from channels where project_id = ${project} order by id for no key update`);
  await db.execute(sql`
    select 1 from deliveries where id in (
      select d.id from deliveries d join channels c on c.id = d.channel_id where c.project_id = ${project}
      union all
      select d.id from deliveries d join incidents i on i.id = d.incident_id where i.project_id = ${project})
    order by id for update`);
  await db.execute(sql`select 1 from incidents where project_id = ${project} order by id for no key update`);
}

/** Whoever writes in an incident of a page may still ask for the page; senders hold a notification, then its subscriber. */
async function holdPages(db: Db, project: SQL): Promise<void> {
  const own = sql`select id from status_pages where project_id = ${project}`;
  await db.execute(
    sql`select 1 from status_pages where project_id = ${project} order by id for no key update`,
  );
  await db.execute(sql`select 1 from page_incidents where page_id in (${own}) order by id for update`);
  await db.execute(sql`
    select 1 from page_incident_sources where page_id in (${own})
      or incident_id in (select id from incidents where project_id = ${project})
    order by page_id, incident_id for update`);
  await db.execute(sql`
    delete from page_notifications where id in (
      select n.id from page_notifications n join subscribers s on s.id = n.subscriber_id
      where s.page_id in (${own}) order by n.id for update of n)`);
}
