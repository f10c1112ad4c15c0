import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { channels, deliveries, deliveryAttempts } from '@/db/schema/alerting';
import type { DeliveryStatus, DeliveryTransition } from '@/lib/alerting/constants';
import { leaseSeconds } from '@/lib/alerting/queries/sending';
import { retryHorizonMs } from '@/lib/alerting/rules/retry-schedule';
import { newUuid } from '@/lib/core/ids';
import type { Message } from '@/lib/notifiers/rules/message';

export type StoredAttempt = typeof deliveryAttempts.$inferSelect;
export type DeliveryRow = Awaited<ReturnType<ReturnType<typeof selectDeliveries>['execute']>>[number];

function selectDeliveries(db: Db) {
  return db
    .select({ delivery: deliveries, channel: channels })
    .from(deliveries)
    .innerJoin(channels, eq(channels.id, deliveries.channelId));
}

export async function findDeliveryRow(
  db: Db,
  organizationId: string,
  deliveryId: string,
): Promise<DeliveryRow | null> {
  const rows = await selectDeliveries(db).where(
    and(eq(deliveries.organizationId, organizationId), eq(deliveries.id, deliveryId)),
  );
  return rows[0] ?? null;
}

export async function findChannel(
  db: Db,
  organizationId: string,
  channelId: string,
): Promise<DeliveryRow['channel'] | null> {
  const rows = await db
    .select()
    .from(channels)
    .where(and(eq(channels.organizationId, organizationId), eq(channels.id, channelId)));
  return rows[0] ?? null;
}

export async function findChannelProject(
  db: Db,
  organizationId: string,
  channelId: string,
): Promise<string | null> {
  const rows = await db
    .select({ projectId: channels.projectId })
    .from(channels)
    .where(and(eq(channels.organizationId, organizationId), eq(channels.id, channelId)))
    .for('key share');
  return rows[0]?.projectId ?? null;
}

export type DeliveryFilter = {
  projectId?: string | undefined;
  channelId?: string | undefined;
  incidentId?: string | undefined;
  digestId?: string | undefined;
  status?: DeliveryStatus | undefined;
  transition?: DeliveryTransition | undefined;
};

/** Newest first. */
export async function selectDeliveryRows(
  db: Db,
  organizationId: string,
  filter: DeliveryFilter,
  page: { limit: number; before: string | null },
): Promise<DeliveryRow[]> {
  return selectDeliveries(db)
    .where(
      and(
        eq(deliveries.organizationId, organizationId),
        filter.projectId === undefined ? undefined : eq(channels.projectId, filter.projectId),
        filter.channelId === undefined ? undefined : eq(deliveries.channelId, filter.channelId),
        filter.incidentId === undefined ? undefined : eq(deliveries.incidentId, filter.incidentId),
        filter.digestId === undefined ? undefined : eq(deliveries.digestId, filter.digestId),
        filter.status === undefined ? undefined : eq(deliveries.status, filter.status),
        filter.transition === undefined ? undefined : eq(deliveries.transition, filter.transition),
        page.before === null ? undefined : lt(deliveries.id, page.before),
      ),
    )
    .orderBy(desc(deliveries.id))
    .limit(page.limit + 1);
}

/** The oldest first within each delivery. */
export async function selectAttempts(
  db: Db,
  organizationId: string,
  deliveryIds: readonly string[],
): Promise<StoredAttempt[]> {
  if (deliveryIds.length === 0) return [];
  return db
    .select()
    .from(deliveryAttempts)
    .where(
      and(
        eq(deliveryAttempts.organizationId, organizationId),
        inArray(deliveryAttempts.deliveryId, [...deliveryIds]),
      ),
    )
    .orderBy(asc(deliveryAttempts.at), asc(deliveryAttempts.id));
}

/**
 * Due at once with a new day of retries, under the same id, and by itself: it becomes no line of a digest (any more).
 * One that is being sent right now is left alone.
 */
export async function renewDelivery(db: Db, organizationId: string, deliveryId: string): Promise<boolean> {
  const rows = await db
    .update(deliveries)
    .set({
      status: 'pending',
      nextAttemptAt: sql`now()`,
      // Set already: what a person sends again is never folded.
      giveUpAt: sql`now() + make_interval(secs => ${retryHorizonMs / 1000})`,
      digestId: null,
      attemptCount: 0,
      // Pending ones go on where they are; what is settled begins anew, with its first request.
      requestsDone: sql`case when ${deliveries.status} = 'pending' then ${deliveries.requestsDone} else 0 end`,
      leaseId: null,
    })
    .where(
      and(
        eq(deliveries.organizationId, organizationId),
        eq(deliveries.id, deliveryId),
        inArray(deliveries.status, ['pending', 'folded', 'delivered', 'failed', 'suppressed']),
      ),
    )
    .returning({ id: deliveries.id });
  return rows.length > 0;
}

/** Claimed by whoever inserts it: no sender takes it before the lease is over. */
export async function insertTestDelivery(
  db: Db,
  row: { id: string; organizationId: string; channelId: string; message: Message; createdAt: Date },
): Promise<void> {
  await db.insert(deliveries).values({
    ...row,
    transition: 'test',
    status: 'sending',
    leaseId: newUuid(),
    nextAttemptAt: sql`clock_timestamp() + make_interval(secs => ${leaseSeconds})`,
  });
}
