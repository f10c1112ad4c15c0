import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { deliveries } from '@/db/schema/alerting';
import { isFresh } from '@/lib/alerting/queries/claiming';
import { isBehind, leaseSeconds } from '@/lib/alerting/queries/sending';
import { uuidsOf } from '@/lib/alerting/queries/uuids';
import type { Folded } from '@/lib/alerting/rules/digest-message';
import { fromUuid, toUuid } from '@/lib/core/ids';
import type { DigestMessage } from '@/lib/notifiers/rules/message';

/** What comes beyond it waits for the next digest. */
const maxFolded = 5000;

/** All of a channel that a digest may tell of, in the order of telling. Locked. */
export async function selectFoldable(db: Db, channelId: string): Promise<(Folded & { id: string })[]> {
  const rows = await db.execute<Omit<Folded, 'incidentId'> & { id: string; incident: string }>(sql`
    select d.id, d.incident_id as incident, d.message ->> 'kind' as kind,
      coalesce(d.message #>> '{monitor,name}', d.message #>> '{incident,title}') as name,
      d.message #>> '{incident,title}' as title, d.message #>> '{incident,opened_at}' as "openedAt",
      coalesce((d.message #>> '{incident,duration_seconds}')::float8, 0) as "durationSeconds"
    from ${deliveries} as d
    where d.channel_id = ${toUuid(channelId)}::uuid and ${isFresh(sql`d`)} and d.incident_id is not null
    order by d.created_at, d.transition = 'resolved', d.id
    limit ${maxFolded}
    for update of d skip locked`);
  return rows.map(({ incident, ...row }) => ({
    ...row,
    id: fromUuid('dlv', row.id),
    incidentId: fromUuid('inc', incident),
  }));
}

/** Of these, the ones that would overtake an older message of their incident which is not among them. */
export async function selectOvertaking(db: Db, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db.execute<{ id: string }>(sql`
    select d.id from ${deliveries} as d
    where d.id = any(${uuidsOf(ids)}) and exists (
      select 1 from ${deliveries} as older where ${isBehind} and older.id <> all(${uuidsOf(ids)}))`);
  return new Set(rows.map(({ id }) => fromUuid('dlv', id)));
}

export type NewDigest = {
  id: string;
  organizationId: string;
  channelId: string;
  leaseId: string;
  message: DigestMessage;
  createdAt: Date;
};

/** One message in place of many; taken at once by whoever writes it. */
export async function insertDigest(db: Db, digest: NewDigest, foldedIds: readonly string[]): Promise<void> {
  await db.insert(deliveries).values({
    ...digest,
    incidentId: null,
    transition: 'digest',
    status: 'sending',
    nextAttemptAt: sql`clock_timestamp() + make_interval(secs => ${leaseSeconds})`,
  });
  await db
    .update(deliveries)
    .set({ status: 'folded', digestId: digest.id, nextAttemptAt: null, leaseId: null })
    .where(inArray(deliveries.id, [...foldedIds]));
}

export type SettledFolded = {
  id: string;
  digestId: string | null;
  incidentId: string | null;
  transition: (typeof deliveries.$inferSelect)['transition'];
};

/** What a digest tells of shares its fate. */
export async function settleFolded(
  db: Db,
  digestIds: readonly string[],
  status: 'delivered' | 'failed' | 'suppressed',
): Promise<SettledFolded[]> {
  if (digestIds.length === 0) return [];
  return db
    .update(deliveries)
    .set({ status, ...(status === 'delivered' ? { deliveredAt: sql`now()` } : {}) })
    .where(and(inArray(deliveries.digestId, [...digestIds]), eq(deliveries.status, 'folded')))
    .returning({
      id: deliveries.id,
      digestId: deliveries.digestId,
      incidentId: deliveries.incidentId,
      transition: deliveries.transition,
    });
}
