import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { spans } from '@/db/schema/spans';
import { toUuid } from '@/lib/core/ids';

const maxSpans = 500;
const maxChecks = 30;

/** The last ones that began before the instant, the latest first. */
export async function selectSpansBefore(db: Db, monitorId: string, at: Date) {
  return db
    .select({ state: spans.state, startedAt: spans.startedAt, endedAt: spans.endedAt })
    .from(spans)
    .where(and(eq(spans.monitorId, monitorId), lt(spans.startedAt, at)))
    .orderBy(desc(spans.startedAt))
    .limit(maxSpans);
}

export type SeenRow = {
  at_ms: number;
  result: 'up' | 'degraded' | 'down' | 'unknown';
  total_ms: number | null;
  http_status: number | null;
  /** It stands here for being the last one that was well. */
  is_last_good: boolean;
};

/** The last checks of the day before an instant, and the last good one among all of that day. */
export async function selectChecksBefore(db: Db, monitorId: string, at: Date): Promise<SeenRow[]> {
  const before = sql`from check_results where monitor_id = ${toUuid(monitorId)}::uuid
    and scheduled_at <= ${at.toISOString()}::timestamptz
    and scheduled_at > ${at.toISOString()}::timestamptz - interval '1 day'`;
  const columns = sql`round(date_part('epoch', scheduled_at) * 1000) as at_ms, result,
    total_us / 1000.0::float8 as total_ms, http_status`;
  return db.execute<SeenRow>(sql`
    (select ${columns}, false as is_last_good ${before} order by scheduled_at desc, region desc limit ${maxChecks})
    union all
    (select ${columns}, true ${before} and result = 'up' order by scheduled_at desc, region desc limit 1)`);
}

/** The same of a heartbeat: pings that say how a run went. */
export async function selectPingsBefore(db: Db, monitorId: string, at: Date): Promise<SeenRow[]> {
  const before = sql`from pings where monitor_id = ${toUuid(monitorId)}::uuid
    and received_at <= ${at.toISOString()}::timestamptz and not is_ignored`;
  const columns = sql`round(date_part('epoch', received_at) * 1000) as at_ms,
    case kind when 'success' then 'up' else 'down' end as result,
    duration_ms::float8 as total_ms, null::smallint as http_status`;
  return db.execute<SeenRow>(sql`
    (select ${columns}, false as is_last_good ${before}
      and received_at > ${at.toISOString()}::timestamptz - interval '1 day'
      and kind in ('success', 'fail') order by received_at desc, n desc limit ${maxChecks})
    union all
    (select ${columns}, true ${before}
      and received_at > ${at.toISOString()}::timestamptz - interval '7 days'
      and kind = 'success' order by received_at desc, n desc limit 1)`);
}
