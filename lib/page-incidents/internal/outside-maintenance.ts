import { sql } from 'drizzle-orm';

/**
 * Neither the monitor of an outage `i` is in maintenance, nor does the page say so of the component `c` that shows it.
 * A maintenance whose time has come counts before this second's turn has said so.
 */
export const outsideMaintenance = sql`
  not exists (select 1 from monitor_states m where m.monitor_id = i.monitor_id and m.in_maintenance)
  and not exists (
    select 1 from page_incidents x join page_incident_components n on n.page_incident_id = x.id
    where n.component_id = c.id and x.page_id = c.page_id
      and x.kind = 'maintenance' and (x.status <> 'scheduled' or x.scheduled_for <= now())
      and x.published_at is not null and x.resolved_at is null and x.discarded_at is null)`;

/** Since when a page could have told of an outage: not before the end of the last maintenance that it told of its component. */
export const tellableSince = sql`greatest(i.opened_at, (
  select max(x.resolved_at) from page_incidents x
  join page_incident_components n on n.page_incident_id = x.id and n.component_id = c.id
  where x.page_id = c.page_id and x.kind = 'maintenance' and x.published_at is not null and x.discarded_at is null
    and x.resolved_at > x.started_at))`;
