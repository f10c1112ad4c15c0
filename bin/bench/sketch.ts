import http from 'node:http';
import type { Sql } from 'postgres';

/**
 * The yardstick that does as little as can be: claim, request, bulk insert, in one loop without leases, states,
 * timings, time-outs or retries. What the product costs more than this is its own.
 */
export async function runSketch(sql: Sql, url: string, count: number): Promise<number> {
  await sql`create unlogged table sketch_monitors (id int primary key, url text, due_at timestamptz)`;
  await sql`create table sketch_results (monitor_id int, at timestamptz, status int, us int)`;
  await sql`insert into sketch_monitors select n, ${url}, now() from generate_series(1, ${count}) as n`;
  await sql`create index on sketch_monitors (due_at)`;
  const startedMs = performance.now();
  for (;;) {
    const due = await sql<{ id: number; url: string }[]>`
      update sketch_monitors set due_at = due_at + interval '60 seconds' where id in (
        select id from sketch_monitors where due_at <= now() order by due_at limit 500 for update skip locked)
      returning id, url`;
    if (due.length === 0) break;
    const results = await Promise.all(due.map(check));
    await sql`insert into sketch_results select * from unnest(${results.map(({ id }) => id)}::int[],
      ${results.map(() => new Date().toISOString())}::text[]::timestamptz[], ${results.map(({ status }) => status)}::int[],
      ${results.map(({ us }) => us)}::int[])`;
  }
  const perSecond = Math.round(count / ((performance.now() - startedMs) / 1000));
  await sql`drop table sketch_monitors, sketch_results`;
  return perSecond;
}

function check({
  id,
  url,
}: {
  id: number;
  url: string;
}): Promise<{ id: number; status: number; us: number }> {
  const startedMs = performance.now();
  const finish = (status: number) => ({ id, status, us: Math.round((performance.now() - startedMs) * 1000) });
  return new Promise((resolve) => {
    http
      .get(url, { agent: false }, (response) => {
        response.resume();
        response.on('end', () => resolve(finish(response.statusCode ?? 0)));
      })
      .on('error', () => resolve(finish(0)));
  });
}
