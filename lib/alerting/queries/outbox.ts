import { and, eq, inArray, or, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { channels, deliveries } from '@/db/schema/alerting';

export type NewDelivery = Pick<
  typeof deliveries.$inferSelect,
  'id' | 'organizationId' | 'channelId' | 'incidentId' | 'transition' | 'step' | 'message' | 'createdAt'
> & { failedAt?: Date | null };

// Postgres takes 65,535 parameters in one statement.
const rowsPerInsert = 1000;

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

/** Due at once; exactly one per (incident, transition, channel, step): what is there already stays. */
export async function insertPendingDeliveries(db: Db, rows: readonly NewDelivery[]): Promise<number> {
  let inserted = 0;
  for (let from = 0; from < rows.length; from += rowsPerInsert) {
    const written = await db
      .insert(deliveries)
      .values(
        rows
          .slice(from, from + rowsPerInsert)
          .map((row) => ({ ...row, status: 'pending' as const, nextAttemptAt: sql`now()` })),
      )
      .onConflictDoNothing()
      .returning({ id: deliveries.id });
    inserted += written.length;
  }
  return inserted;
}
