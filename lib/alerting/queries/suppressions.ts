import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { channels, deliveries, emailSuppressions } from '@/db/schema/alerting';
import { projects } from '@/db/schema/projects';

export type StoredSuppression = typeof emailSuppressions.$inferSelect;

/** A channel by its id alone: whoever asks holds a link that was signed for it. */
export async function findChannelOfLink(db: Db, channelId: string) {
  const rows = await db
    .select({
      id: channels.id,
      organizationId: channels.organizationId,
      name: channels.name,
      project: projects.name,
    })
    .from(channels)
    .innerJoin(projects, eq(projects.id, channels.projectId))
    .where(eq(channels.id, channelId));
  return rows[0] ?? null;
}

function reaches(channel: { id: string; organizationId: string }, addresses: readonly string[]) {
  return and(
    eq(emailSuppressions.organizationId, channel.organizationId),
    inArray(emailSuppressions.address, [...addresses]),
    or(isNull(emailSuppressions.channelId), eq(emailSuppressions.channelId, channel.id)),
  );
}

/** What keeps mail of this channel from these addresses (in lower case). */
export async function selectSuppressions(
  db: Db,
  channel: { id: string; organizationId: string },
  addresses: readonly string[],
): Promise<StoredSuppression[]> {
  if (addresses.length === 0) return [];
  return db
    .select()
    .from(emailSuppressions)
    .where(reaches(channel, addresses))
    .orderBy(asc(emailSuppressions.address), asc(emailSuppressions.id))
    .limit(200);
}

/** Those that are new: what is suppressed already stays as it is. */
export async function insertSuppressions(
  db: Db,
  rows: readonly (typeof emailSuppressions.$inferInsert)[],
): Promise<StoredSuppression[]> {
  if (rows.length === 0) return [];
  return db
    .insert(emailSuppressions)
    .values([...rows])
    .onConflictDoNothing()
    .returning();
}

/** Takes back what a reader did by the link, and nothing else. */
export async function deleteUnsubscription(
  db: Db,
  channel: { id: string; organizationId: string },
  address: string,
): Promise<boolean> {
  const rows = await db
    .delete(emailSuppressions)
    .where(
      and(
        eq(emailSuppressions.organizationId, channel.organizationId),
        eq(emailSuppressions.channelId, channel.id),
        eq(emailSuppressions.address, address),
        eq(emailSuppressions.reason, 'unsubscribed'),
      ),
    )
    .returning({ id: emailSuppressions.id });
  return rows.length > 0;
}

export async function deleteSuppressions(
  db: Db,
  channel: { id: string; organizationId: string },
  address: string,
): Promise<number> {
  const rows = await db
    .delete(emailSuppressions)
    .where(reaches(channel, [address]))
    .returning({ id: emailSuppressions.id });
  return rows.length;
}

/** Of whatever organization: the mail carried its id, and the provider who gives it back has signed. */
export async function findMailedDelivery(db: Db, deliveryId: string) {
  const rows = await db
    .select({ delivery: deliveries, channel: channels })
    .from(deliveries)
    .innerJoin(channels, eq(channels.id, deliveries.channelId))
    .where(and(eq(deliveries.id, deliveryId), eq(channels.type, 'email')));
  return rows[0] ?? null;
}

/** It has reached nobody after all, nor has what it told of as a digest. Gives back all that were delivered until now. */
export async function markFailed(db: Db, deliveryId: string): Promise<string[]> {
  const rows = await db
    .update(deliveries)
    .set({ status: 'failed', deliveredAt: null })
    .where(
      and(
        or(eq(deliveries.id, deliveryId), eq(deliveries.digestId, deliveryId)),
        eq(deliveries.status, 'delivered'),
      ),
    )
    .returning({ id: deliveries.id });
  return rows.map(({ id }) => id);
}
