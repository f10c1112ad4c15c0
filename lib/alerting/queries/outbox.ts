import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { channels, deliveries } from '@/db/schema/alerting';

export type NewDelivery = Pick<
  typeof deliveries.$inferSelect,
  'id' | 'organizationId' | 'channelId' | 'incidentId' | 'transition' | 'step' | 'message' | 'createdAt'
>;

// Postgres takes 65,535 parameters in one statement.
const rowsPerInsert = 1000;

/** Locked against deletion until the transaction ends, so that a delivery to be written finds its channel. */
export async function lockEnabledChannels(
  db: Db,
  projectIds: readonly string[],
): Promise<{ id: string; projectId: string }[]> {
  return db
    .select({ id: channels.id, projectId: channels.projectId })
    .from(channels)
    .where(and(inArray(channels.projectId, [...projectIds]), eq(channels.enabled, true)))
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
