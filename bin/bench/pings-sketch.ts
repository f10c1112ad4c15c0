import type { Sql, TransactionSql } from 'postgres';
import { pgArray } from '@/db/arrays';
import { createDatabase } from '@/db/client';

const flushEveryMs = 2;

/**
 * The yardstick that does as little as can be behind a durable OK: what came within 2 ms is one insert and one update of
 * a transaction. No schedules, states, limits or checks. What the product costs more than this is its own.
 */
export class PingSketch {
  private readonly sql: Sql;
  private waiting: { uuid: string; done: () => void }[] = [];
  private timer: NodeJS.Timeout | null = null;

  constructor(databaseUrl: string) {
    this.sql = createDatabase(databaseUrl, { max: 4 }).sql;
  }

  take(uuid: string, done: () => void): void {
    this.waiting.push({ uuid, done });
    this.timer ??= setTimeout(() => void this.flush(), flushEveryMs);
  }

  private async flush(): Promise<void> {
    const batch = this.waiting;
    this.waiting = [];
    this.timer = null;
    const uuids = batch.map(({ uuid }) => uuid).sort();
    await this.sql.begin((tx) => Promise.all([log(tx, uuids), count(tx, uuids)]));
    for (const { done } of batch) done();
  }
}

const log = (tx: TransactionSql, uuids: string[]) => tx`
  insert into sketch_pings select unnest(${pgArray(uuids)}::text::uuid[]), now()`;

/** In the order of ids, so that two flushes at once wait for each other and never in a circle. */
const count = (tx: TransactionSql, uuids: string[]) => tx`
  with named as (
    select h.uuid, n from sketch_heartbeats h
    join (select uuid, count(*)::int as n from unnest(${pgArray(uuids)}::text::uuid[]) as u(uuid) group by uuid) as u
      on u.uuid = h.uuid
    order by h.uuid for update of h)
  update sketch_heartbeats h set last_ping_at = now(), ping_count = ping_count + n from named where named.uuid = h.uuid`;

export async function createSketchTables(sql: Sql): Promise<void> {
  await sql`create table sketch_pings (uuid uuid, at timestamptz)`;
  await sql`create table sketch_heartbeats (uuid uuid primary key, last_ping_at timestamptz, ping_count int not null)
    with (fillfactor = 60)`;
  await sql`insert into sketch_heartbeats select ping_uuid, null, 0 from monitors where ping_uuid is not null`;
  await sql`vacuum analyze sketch_heartbeats`;
}
