import { and, eq, inArray, or, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { channels, deliveries } from '@/db/schema/alerting';
import { toUuid } from '@/lib/core/ids';

export type NewDelivery = Pick<
  typeof deliveries.$inferSelect,
  'id' | 'organizationId' | 'channelId' | 'incidentId' | 'transition' | 'step' | 'message'
> & { failedAt?: Date | null };

/** A statement of a few megabytes at most. */
const rowsPerInsert = 5000;

export type EnabledChannel = {
  id: string;
  organizationId: string;
  projectId: string;
  userId: string | null;
  name: string;
};

/**
 * Locked against deletion until the transaction ends, so that a delivery to be written finds its channel. `people`:
 * their own channels as well, in whichever project of their organizations; `channelIds`: those besides.
 */
export async function lockEnabledChannels(
  db: Db,
  projectIds: readonly string[],
  also: { organizationIds: readonly string[]; people: readonly string[]; channelIds: readonly string[] } = {
    organizationIds: [],
    people: [],
    channelIds: [],
  },
): Promise<EnabledChannel[]> {
  const isTheirs =
    also.people.length === 0
      ? undefined
      : and(
          inArray(channels.organizationId, [...also.organizationIds]),
          inArray(channels.userId, [...also.people]),
        );
  return db
    .select({
      id: channels.id,
      organizationId: channels.organizationId,
      projectId: channels.projectId,
      userId: channels.userId,
      name: channels.name,
    })
    .from(channels)
    .where(
      and(
        or(
          inArray(channels.projectId, [...projectIds]),
          isTheirs,
          also.channelIds.length === 0 ? undefined : inArray(channels.id, [...also.channelIds]),
        ),
        eq(channels.enabled, true),
      ),
    )
    .orderBy(channels.id)
    .for('key share');
}

/**
 * Due at once; exactly one per (incident, transition, channel, step): what is there already stays. A message that goes
 * to several channels is sent to the database once. The order of telling is that of writing: whoever writes of an
 * incident holds its row, and clocks of processes differ.
 */
export async function insertPendingDeliveries(db: Db, rows: readonly NewDelivery[]): Promise<number> {
  let inserted = 0;
  for (let from = 0; from < rows.length; from += rowsPerInsert) {
    inserted += await insertChunk(db, rows.slice(from, from + rowsPerInsert));
  }
  return inserted;
}

async function insertChunk(db: Db, rows: readonly NewDelivery[]): Promise<number> {
  const messages = new Map<NewDelivery['message'], number>();
  const list = rows.map((row) => {
    const n = messages.get(row.message) ?? messages.size;
    messages.set(row.message, n);
    return {
      id: toUuid(row.id),
      org: toUuid(row.organizationId),
      channel: toUuid(row.channelId),
      incident: row.incidentId === null ? null : toUuid(row.incidentId),
      transition: row.transition,
      step: row.step,
      failed: row.failedAt?.toISOString() ?? null,
      n,
    };
  });
  const texts = JSON.stringify([...messages].map(([message, n]) => ({ n, message })));
  const [counted] = await db.execute<{ total: number }>(sql`
    with inserted as (
      insert into ${deliveries} (id, organization_id, channel_id, incident_id, transition, step, status, message,
        failed_at, created_at, next_attempt_at)
      select d.id, d.org, d.channel, d.incident, d.transition, d.step, 'pending', m.message, d.failed, written.at, now()
      from jsonb_to_recordset(${JSON.stringify(list)}::text::jsonb) as d(id uuid, org uuid, channel uuid,
        incident uuid, transition text, step int2, failed timestamptz, n int)
      join jsonb_to_recordset(${texts}::text::jsonb) as m(n int, message jsonb) on m.n = d.n
      cross join (select clock_timestamp() as at) as written
      on conflict do nothing
      returning 1
    )
    select count(*)::int as total from inserted`);
  return counted?.total ?? 0;
}
