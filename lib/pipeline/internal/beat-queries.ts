import { sql } from 'drizzle-orm';
import type { Db } from '@/db/client';

/** `receiver`: takes pings. `detector`: looks for overdue heartbeats. */
export type Part = 'receiver' | 'detector';

/** `beatMs` by the database's clock; null for its now. */
type Beat = { part: Part; instance: string; beatMs: number | null };

function instantOf({ beatMs }: Beat) {
  return beatMs === null ? sql`now()` : sql`to_timestamp(${beatMs}::float8 / 1000.0)`;
}

export async function selectClockMs(db: Db): Promise<number> {
  const rows = await db.execute<{ ms: number }>(
    sql`select date_part('epoch', clock_timestamp()) * 1000 as ms`,
  );
  return rows[0]?.ms ?? 0;
}

/**
 * Writes the beat if the part was heard of lately, or never; gives back the database's clock. Null: it was silent for
 * longer, nothing was written, and what fell into that time has to be looked at first.
 */
export async function beatIfHeard(db: Db, beat: Beat, silenceMs: number): Promise<number | null> {
  const rows = await db.execute<{ ms: number }>(sql`
    insert into service_beats as b (part, instance, beat_at)
    select ${beat.part}, ${beat.instance}, ${instantOf(beat)}
    where coalesce(
      (select max(beat_at) from service_beats where part = ${beat.part})
        > now() - make_interval(secs => ${silenceMs / 1000}::float8),
      true)
    on conflict (part, instance) do update set beat_at = greatest(b.beat_at, excluded.beat_at)
    returning date_part('epoch', clock_timestamp()) * 1000 as ms`);
  return rows[0]?.ms ?? null;
}

/** Of several that come back at once, one looks at the outage; the others find it over. */
export async function lockBeats(db: Db): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(7815696122)`);
}

export type LastBeats = { receiver_ms: number | null; detector_ms: number | null; now_ms: number };

export async function selectLastBeats(db: Db): Promise<LastBeats> {
  const ms = (part: Part) =>
    sql`round(date_part('epoch', max(beat_at) filter (where part = ${part})) * 1000)`;
  const rows = await db.execute<LastBeats>(sql`
    select ${ms('receiver')} as receiver_ms, ${ms('detector')} as detector_ms,
      round(date_part('epoch', clock_timestamp()) * 1000) as now_ms
    from service_beats`);
  return rows[0] ?? { receiver_ms: null, detector_ms: null, now_ms: 0 };
}

export async function writeBeat(db: Db, beat: Beat): Promise<void> {
  await db.execute(sql`
    insert into service_beats as b (part, instance, beat_at)
    values (${beat.part}, ${beat.instance}, ${instantOf(beat)})
    on conflict (part, instance) do update set beat_at = greatest(b.beat_at, excluded.beat_at)`);
  await db.execute(sql`delete from service_beats where beat_at < now() - interval '7 days'`);
}
