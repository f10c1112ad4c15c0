import { and, desc, eq, gt, inArray, lt, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { channels, deliveries } from '@/db/schema/alerting';
import { members } from '@/db/schema/organizations';
import { users } from '@/db/schema/users';
import type { ChannelType } from '@/lib/notifiers/constants';

export type StoredChannel = typeof channels.$inferSelect;
export type NewChannel = typeof channels.$inferInsert & { id: string };

function isChannel(organizationId: string, channelId: string) {
  return and(eq(channels.organizationId, organizationId), eq(channels.id, channelId));
}

export async function findChannelRow(
  db: Db,
  organizationId: string,
  channelId: string,
): Promise<StoredChannel | null> {
  const rows = await db.select().from(channels).where(isChannel(organizationId, channelId));
  return rows[0] ?? null;
}

export async function lockChannelRow(
  db: Db,
  organizationId: string,
  channelId: string,
): Promise<StoredChannel | null> {
  const rows = await db
    .select()
    .from(channels)
    .where(isChannel(organizationId, channelId))
    .for('no key update');
  return rows[0] ?? null;
}

export type ChannelFilter = {
  projectId?: string | undefined;
  type?: ChannelType | undefined;
  enabled?: boolean | undefined;
};

/** Newest first. */
export async function selectChannelRows(
  db: Db,
  organizationId: string,
  filter: ChannelFilter,
  page: { limit: number; before: string | null },
): Promise<StoredChannel[]> {
  return db
    .select()
    .from(channels)
    .where(
      and(
        eq(channels.organizationId, organizationId),
        filter.projectId === undefined ? undefined : eq(channels.projectId, filter.projectId),
        filter.type === undefined ? undefined : eq(channels.type, filter.type),
        filter.enabled === undefined ? undefined : eq(channels.enabled, filter.enabled),
        page.before === null ? undefined : lt(channels.id, page.before),
      ),
    )
    .orderBy(desc(channels.id))
    .limit(page.limit + 1);
}

export async function insertChannel(db: Db, row: NewChannel): Promise<StoredChannel> {
  const [inserted] = await db.insert(channels).values(row).returning();
  if (inserted === undefined) throw new Error('the channel was not inserted');
  return inserted;
}

export async function updateChannelRow(
  db: Db,
  organizationId: string,
  channelId: string,
  values: Partial<NewChannel>,
): Promise<StoredChannel | null> {
  const rows = await db.update(channels).set(values).where(isChannel(organizationId, channelId)).returning();
  return rows[0] ?? null;
}

/** What waits begins with its first request again: whom it has reached was counted in the old order of recipients. */
export async function forgetProgress(db: Db, channelId: string): Promise<void> {
  await db
    .update(deliveries)
    .set({ requestsDone: 0 })
    .where(
      and(
        eq(deliveries.channelId, channelId),
        eq(deliveries.status, 'pending'),
        gt(deliveries.requestsDone, 0),
      ),
    );
}

export async function deleteChannelRow(
  db: Db,
  organizationId: string,
  channelId: string,
): Promise<StoredChannel | null> {
  const rows = await db.delete(channels).where(isChannel(organizationId, channelId)).returning();
  return rows[0] ?? null;
}

/** Members, of these, who have no channel of their own. Locked, so that two at once make no two for one of them. */
export async function selectPeopleWithoutChannel(
  db: Db,
  organizationId: string,
  userIds: readonly string[],
): Promise<{ userId: string; name: string | null; email: string }[]> {
  const isLacking = sql`not exists (select 1 from ${channels} where ${channels.organizationId} = ${members.organizationId}
    and ${channels.userId} = ${members.userId})`;
  const isWanted = and(eq(members.organizationId, organizationId), inArray(members.userId, [...userIds]));
  const lacking = await db
    .select({ id: members.id })
    .from(members)
    .where(and(isWanted, isLacking))
    .orderBy(members.id)
    .for('no key update');
  if (lacking.length === 0) return [];
  // Asked again: whoever held the lock may have made one.
  return db
    .select({ userId: members.userId, name: users.name, email: users.email })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(isWanted, isLacking));
}

export async function insertChannels(db: Db, rows: readonly NewChannel[]): Promise<void> {
  await db.insert(channels).values([...rows]);
}
