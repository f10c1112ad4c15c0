import { sql } from 'drizzle-orm';
import type { Db } from '@/db/client';

/** `receiver`: takes pings. `detector`: looks for overdue heartbeats. */
export type Part = 'receiver' | 'detector';

/** `beatMs` by the database's clock; null for its now. */
type Beat = { part: Part; instance: string; beatMs: number | null };

/** Never ahead of the database's clock: a process learns only by its next beat that it was set back. */
function instantOf({ beatMs }: Beat) {
  return beatMs === null ? sql`now()` : sql`least(now(), to_timestamp(${beatMs}::float8 / 1000.0))`;
}

/** By which a beat may lie ahead without the clock having been set back. */
const aheadSeconds = 10;

export async function selectClockMs(db: Db): Promise<number> {
  const rows = await db.execute<{ ms: number }>(
    sql`select date_part('epoch', clock_timestamp()) * 1000 as ms`,
  );
  return rows[0]?.ms ?? 0;
}

/**
 * Writes the beat if the part was heard of lately, or never; gives back the database's clock. Null: it was silent for
 * longer, or the clock was set back; nothing was written, and what that makes of heartbeats has to be looked at first.
 */
export async function beatIfHeard(db: Db, beat: Beat, silenceMs: number): Promise<number | null> {
  const rows = await db.execute<{ ms: number }>(sql`
    insert into service_beats as b (part, instance, beat_at)
    select ${beat.part}, ${beat.instance}, ${instantOf(beat)}
    where coalesce(
      (select max(beat_at) from service_beats where part = ${beat.part})
        > now() - make_interval(secs => ${silenceMs / 1000}::float8),
      true)
      and not exists (
        select 1 from service_beats where beat_at > now() + make_interval(secs => ${aheadSeconds}::int))
    on conflict (part, instance) do update set beat_at = greatest(b.beat_at, excluded.beat_at)
    returning date_part('epoch', clock_timestamp()) * 1000 as ms`);
  return rows[0]?.ms ?? null;
}

/** Of several that come back at once, one looks at the outage; the others find it over. */
export async function lockBeats(db: Db): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(7815696122)`);
}

/** Beats that lie ahead are brought to now. Gives back by how many milliseconds the clock was set back, about; or 0. */
export async function bringBackBeats(db: Db): Promise<number> {
  const rows = await db.execute<{ ms: number | null }>(sql`
    with ahead as (
      select part, instance, beat_at from service_beats
      where beat_at > now() + make_interval(secs => ${aheadSeconds}::int)
    ), brought as (
      update service_beats b set beat_at = now() from ahead a
      where b.part = a.part and b.instance = a.instance
    )
    select round(date_part('epoch', max(beat_at) - now()) * 1000) as ms from ahead`);
  return rows[0]?.ms ?? 0;
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
