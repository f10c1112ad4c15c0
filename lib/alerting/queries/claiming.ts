import { and, eq, sql } from 'drizzle-orm';
import { pgArray } from '@/db/arrays';
import type { Db } from '@/db/client';
import { channels, deliveries } from '@/db/schema/alerting';
import { isBehind, isOvertaking, leaseSeconds } from '@/lib/alerting/queries/sending';
import { uuidsOf } from '@/lib/alerting/queries/uuids';
import { fromUuid, toUuid } from '@/lib/core/ids';
import type { ChannelType } from '@/lib/notifiers/constants';

/** How many due deliveries one look ranks, so that a flood costs no more: busy channels are left out before. */
const windowRows = 512;
/** How many channels one look decides about. */
const maxChannels = 64;

/** How often it looks past floods that fill its window. */
const maxWindows = 8;

/** Channels for which something is due that overtakes nothing, whoever has waited longest first. */
export async function selectDueChannels(db: Db, busyChannelIds: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (let n = 0; n < maxWindows && found.length < maxChannels; n += 1) {
    const { ids, isFull } = await selectWindow(db, [...busyChannelIds, ...found]);
    found.push(...ids);
    if (!isFull) break;
  }
  return found.slice(0, maxChannels);
}

/** Those of the oldest due; `isFull`: what is younger was not seen, though other channels may wait there. */
async function selectWindow(
  db: Db,
  exceptIds: readonly string[],
): Promise<{ ids: string[]; isFull: boolean }> {
  const rows = await db.execute<{ channel_id: string; total: number }>(sql`
    select channel_id, (sum(count(*)) over ())::int as total from (
      select d.channel_id, d.next_attempt_at from ${deliveries} as d
      where d.next_attempt_at <= now() and d.status in ('pending', 'sending')
        and d.channel_id <> all(${uuidsOf(exceptIds)}) and not ${isOvertaking}
      order by d.next_attempt_at
      limit ${windowRows}
    ) as due
    group by channel_id order by min(next_attempt_at) limit ${maxChannels}`);
  return {
    ids: rows.map(({ channel_id }) => fromUuid('chn', channel_id)),
    isFull: (rows[0]?.total ?? 0) >= windowRows,
  };
}

export type LockedChannel = {
  id: string;
  type: ChannelType;
  isEnabled: boolean;
  /** Switched off by its receiver, not by a person. */
  isGone: boolean;
  restUntilMs: number | null;
  fresh: number;
  freshSinceMs: number | null;
  inFlight: number;
  sentAtMs: number[];
  lastTriedMs: number | null;
  nowMs: number;
};

const msOf = (instant: ReturnType<typeof sql>) => sql`(date_part('epoch', ${instant}) * 1000)`;

// Never tried, and not sent again by a person: only such a message may become a line of a digest.
export const isFresh = (d: ReturnType<typeof sql>) => sql`(${d}.status = 'pending' and ${d}.attempt_count = 0
  and ${d}.requests_done = 0 and ${d}.give_up_at is null
  and ${d}.transition in ('opened', 'acknowledged', 'escalated', 'reminder', 'resolved', 'flapping'))`;

const fresh = isFresh(sql`d`);
// An older message of the same incident is on its own way, and must arrive before a digest tells what came after it.
const isBehindAnother = sql`exists (
  select 1 from ${deliveries} as older where ${isBehind} and not ${isFresh(sql`older`)})`;

/** Only one sender at a time decides about a channel; those that another one has just now are left to it. */
export async function lockChannels(db: Db, ids: readonly string[]): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select id from ${channels} where id = any(${uuidsOf(ids)}) order by id for no key update skip locked`);
  return rows.map(({ id }) => fromUuid('chn', id));
}

/** What is counted is counted for these kinds only: a machine may have thousands waiting. */
export type PacedTypes = { folding: readonly ChannelType[]; gapped: readonly ChannelType[] };

/** After the lock, by a statement of its own: what whoever had it before has done is seen. */
export async function readChannels(
  db: Db,
  ids: readonly string[],
  { folding, gapped }: PacedTypes,
): Promise<LockedChannel[]> {
  const folds = sql`c.type = any(${pgArray(folding)}::text::text[])`;
  const hasGap = sql`c.type = any(${pgArray(gapped)}::text::text[])`;
  const rows = await db.execute<
    Omit<LockedChannel, 'id' | 'sentAtMs'> & { uuid: string; sent: number[] | null }
  >(sql`
    select c.id as uuid, c.type, c.enabled as "isEnabled", c.disabled_reason is not null as "isGone",
      ${msOf(sql`c.grouping_until_at`)} as "restUntilMs", ${msOf(sql`clock_timestamp()`)} as "nowMs",
      waiting.n::int as fresh, ${msOf(sql`waiting.since`)} as "freshSinceMs",
      (select count(*)::int from ${deliveries} as d
        where d.channel_id = c.id and d.status = 'sending' and d.next_attempt_at > now()) as "inFlight",
      case when ${folds} then (select array_agg(${msOf(sql`at`)} order by at) from (
        select d.delivered_at as at from ${deliveries} as d
        where d.channel_id = c.id and d.delivered_at > now() - interval '1 minute'
          and d.digest_id is null and d.transition <> 'test'
        order by d.delivered_at desc limit 6) as newest) end as sent,
      case when ${hasGap} then ${msOf(sql`greatest(
        (select max(d.delivered_at) from ${deliveries} as d
          where d.channel_id = c.id and d.delivered_at > now() - interval '1 minute'),
        (select max(a.at) from ${deliveries} as d join delivery_attempts as a on a.delivery_id = d.id
          where d.channel_id = c.id and d.status = 'pending' and d.attempt_count > 0
            and a.at > now() - interval '1 minute'))`)} end as "lastTriedMs"
    from ${channels} as c cross join lateral (
      select count(*) as n, min(next_attempt_at) as since from (
        select d.next_attempt_at from ${deliveries} as d
        where ${folds} and d.channel_id = c.id
          and d.status in ('pending', 'sending') and d.next_attempt_at <= now() and ${fresh} and not ${isBehindAnother}
        order by d.created_at limit 4) as first
    ) as waiting
    where c.id = any(${uuidsOf(ids)})`);
  return rows.map(({ uuid, sent, ...row }) => ({ ...row, id: fromUuid('chn', uuid), sentAtMs: sent ?? [] }));
}

/** What is due waits until then, and with `gathers` what comes meanwhile does as well. */
export async function holdChannel(
  db: Db,
  channelId: string,
  { untilMs, gathers }: { untilMs: number; gathers: boolean },
): Promise<void> {
  const until = sql`${new Date(untilMs).toISOString()}::timestamptz`;
  if (gathers) {
    await db
      .update(channels)
      .set({ groupingUntilAt: sql`greatest(${channels.groupingUntilAt}, ${until})` })
      .where(eq(channels.id, channelId));
  }
  await db.execute(sql`
    update ${deliveries} as d set next_attempt_at = ${until}
    from (
      select id from ${deliveries}
      where channel_id = ${toUuid(channelId)}::uuid and status = 'pending' and next_attempt_at <= now()
      for update skip locked
    ) as held
    where d.id = held.id`);
}

export async function endRest(db: Db, channelId: string): Promise<void> {
  await db
    .update(channels)
    .set({ groupingUntilAt: null })
    .where(and(eq(channels.id, channelId), sql`${channels.groupingUntilAt} <= clock_timestamp()`));
}

/**
 * What presses for an incident that somebody has by now, or that is over. It was in the hands of a sender when that
 * happened, and is to be tried again. Openings stay: whoever is told that it is over must have heard what.
 */
export async function suppressIdlePressing(db: Db, channelIds: readonly string[]): Promise<number> {
  const suppressed = await db.execute(sql`
    update ${deliveries} as d set status = 'suppressed', next_attempt_at = null
    from (
      select p.id from ${deliveries} as p join incidents as i on i.id = p.incident_id
      where p.channel_id = any(${uuidsOf(channelIds)}) and p.status = 'pending' and p.next_attempt_at <= now()
        and p.transition in ('escalated', 'reminder') and i.status <> 'open' and p.attempt_count > 0
      for update of p skip locked
    ) as idle
    where d.id = idle.id
    returning d.id`);
  return suppressed.length;
}

/** Takes up to `places` of each channel, the oldest first, and those whose sender died with its lease. */
export async function takeDeliveries(
  db: Db,
  leaseId: string,
  wanted: readonly { channelId: string; places: number }[],
): Promise<number> {
  const taken = await db.execute(sql`
    with wanted as (
      select * from unnest(
        ${uuidsOf(wanted.map(({ channelId }) => channelId))},
        ${pgArray(wanted.map(({ places }) => places))}::text::int[]
      ) as w(channel_id, places)
    ), taken as (
      select picked.id from wanted cross join lateral (
        select d.id from ${deliveries} as d
        where d.channel_id = wanted.channel_id and d.status in ('pending', 'sending')
          and d.next_attempt_at <= now() and not ${isOvertaking}
        order by d.created_at, d.id
        limit wanted.places
        for update of d skip locked
      ) as picked
    )
    update ${deliveries} as d
    set status = 'sending', lease_id = ${leaseId}::uuid,
      next_attempt_at = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    from taken where d.id = taken.id
    returning d.id`);
  return taken.length;
}

/** What will never be sent to a channel that is switched off. Tests are tried all the same. */
export async function selectStranded(db: Db, channelId: string): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select d.id from ${deliveries} as d
    where d.channel_id = ${toUuid(channelId)}::uuid and d.transition <> 'test'
      and (d.status = 'pending' or d.status = 'sending' and d.next_attempt_at <= now())
    for update of d skip locked`);
  return rows.map(({ id }) => fromUuid('dlv', id));
}
