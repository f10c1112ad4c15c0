import type { Sql } from 'postgres';

const batch = 1_000;

/**
 * A day for what may be asked for again: events, by whose ids repetitions are known, failures, and idempotency keys.
 * An hour for all other runs. In batches, so that no statement holds many locks for long.
 */
export async function removeOld(sql: Sql): Promise<void> {
  let removed: number;
  do {
    const runs = await sql`
      delete from engine_runs where id in (
        select id from engine_runs
        where ended_at < now() - case
          when status = 'completed' and dedupe_key not like 'key:%' then interval '1 hour' else interval '1 day' end
        limit ${batch}
      ) returning 1`;
    const events = await sql`
      delete from engine_events where id in (
        select id from engine_events where received_at < now() - interval '1 day' limit ${batch}
      ) returning 1`;
    removed = Math.max(runs.length, events.length);
  } while (removed === batch);
}
