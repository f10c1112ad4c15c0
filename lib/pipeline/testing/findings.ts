import { sql } from 'drizzle-orm';
import { type FaultWorld, hookNames, type WatchedMonitor } from '@/lib/pipeline/testing/fault-world';

type Transition = 'opened' | 'resolved';

export type Alerts = {
  /** Distinct alerts that had to come: a monitor's transition on a channel. */
  due: number;
  lost: string[];
  /** Alerts that came under more than one id, or with another body: a receiver could not tell them apart. */
  doubled: string[];
  /** Repetitions under the same id, which a receiver drops. */
  repeated: number;
  /** Came although nothing of the kind had happened. */
  false: string[];
  /** A recovery that came before its outage. */
  misordered: string[];
};

/** Of `Alerts`, what must hold whatever befell the workers. */
export const flawless = { lost: [], doubled: [], false: [], misordered: [] };

type Message = { type: string; data: { monitor: { id: string }; incident: { id: string } } };
type Heard = { ids: Set<string>; bodies: Set<string>; count: number; firstPlace: number };

/** What the receivers have heard, against what happened to the monitors. The database is not asked. */
export function compareAlerts(
  world: FaultWorld,
  happened: readonly (readonly [WatchedMonitor, readonly Transition[]])[],
): Alerts {
  const heard = listen(world);
  const alerts: Alerts = { due: 0, lost: [], doubled: [], repeated: 0, false: [], misordered: [] };
  const expected = new Set<string>();
  for (const [{ id, path }, transitions] of happened) {
    for (const hook of hookNames) {
      for (const transition of transitions) expected.add(keyOf(hook, id, transition));
      const opened = heard.get(keyOf(hook, id, 'opened'));
      const resolved = heard.get(keyOf(hook, id, 'resolved'));
      if (opened !== undefined && resolved !== undefined && resolved.firstPlace < opened.firstPlace) {
        alerts.misordered.push(`${hook} ${path}`);
      }
    }
  }
  alerts.due = expected.size;
  alerts.lost = [...expected].filter((key) => !heard.has(key));
  for (const [key, { ids, bodies, count }] of heard) {
    if (!expected.has(key)) alerts.false.push(key);
    if (ids.size > 1 || bodies.size > 1) alerts.doubled.push(key);
    alerts.repeated += count - ids.size;
  }
  return alerts;
}

function keyOf(hook: string, monitorId: string, transition: string): string {
  return `${hook} ${monitorId} ${transition}`;
}

function listen(world: FaultWorld): Map<string, Heard> {
  const heard = new Map<string, Heard>();
  for (const hook of hookNames) {
    world.target.hooks(hook).forEach(({ headers, body }, place) => {
      const { type, data } = JSON.parse(body) as Message;
      const key = keyOf(hook, data.monitor.id, type.replace('incident.', ''));
      const known = heard.get(key) ?? { ids: new Set(), bodies: new Set(), count: 0, firstPlace: place };
      known.ids.add(headers['webhook-id'] ?? 'no id');
      known.bodies.add(body);
      known.count += 1;
      heard.set(key, known);
    });
  }
  return heard;
}

export type Ledger = {
  openIncidents: number;
  resolvedIncidents: number;
  /** The most incidents that one monitor has. */
  mostIncidents: number;
  delivered: number;
  undelivered: number;
  /** "Delivered" entries in timelines: one for each delivery, however often it was sent. */
  deliveredEvents: number;
  heldLeases: number;
};

export async function readLedger({ db }: FaultWorld): Promise<Ledger> {
  const [row] = await db.execute<Ledger>(sql`
    select
      (select count(*)::int from incidents where status = 'open') as "openIncidents",
      (select count(*)::int from incidents where status = 'resolved') as "resolvedIncidents",
      (select coalesce(max(n), 0)::int from (select count(*) as n from incidents group by monitor_id) c)
        as "mostIncidents",
      (select count(*)::int from deliveries where status = 'delivered') as delivered,
      (select count(*)::int from deliveries where status <> 'delivered') as undelivered,
      (select count(*)::int from incident_events where type = 'delivered') as "deliveredEvents",
      (select count(*)::int from check_schedules where lease_id is not null) as "heldLeases"`);
  if (row === undefined) throw new Error('a query without a table gave no row');
  return row;
}

/** Spans that end before they begin, overlap the next one, leave a hole before it, or end a monitor's life. */
export async function countSpanFaults({ db }: FaultWorld): Promise<number> {
  const [row] = await db.execute<{ n: number }>(sql`
    select count(*)::int as n
    from (
      select started_at, ended_at, lead(started_at) over (partition by monitor_id order by started_at) as next_at
      from spans
    ) s
    where ended_at is distinct from next_at or ended_at <= started_at`);
  return row?.n ?? -1;
}

/** How often each course of states occurs over all monitors: `{ 'up down up': 12 }`. */
export async function readCourses({ db }: FaultWorld): Promise<Record<string, number>> {
  const rows = await db.execute<{ course: string; n: number }>(sql`
    select course, count(*)::int as n
    from (
      select string_agg(state, ' ' order by started_at) as course from spans group by monitor_id
    ) c
    group by course`);
  return Object.fromEntries(rows.map(({ course, n }) => [course, n]));
}
