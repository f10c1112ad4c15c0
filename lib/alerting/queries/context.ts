import { and, asc, count, eq, isNotNull, isNull, ne, or } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { deliveries, deliveryAttempts, emailSuppressions } from '@/db/schema/alerting';

/** Addresses, in lower case, that get no mail of this channel, or none at all. */
export async function findSuppressedAddresses(
  db: Db,
  channel: { id: string; organizationId: string },
): Promise<Set<string>> {
  const rows = await db
    .select({ address: emailSuppressions.address })
    .from(emailSuppressions)
    .where(
      and(
        eq(emailSuppressions.organizationId, channel.organizationId),
        or(isNull(emailSuppressions.channelId), eq(emailSuppressions.channelId, channel.id)),
      ),
    );
  return new Set(rows.map(({ address }) => address));
}

/** How often it was tried before a person had it sent again; 0 where nobody has. */
export async function countEarlierAttempts(
  db: Db,
  { id, attemptCount }: { id: string; attemptCount: number },
): Promise<number> {
  const [row] = await db
    .select({ total: count() })
    .from(deliveryAttempts)
    .where(eq(deliveryAttempts.deliveryId, id));
  return Math.max(0, (row?.total ?? 0) - attemptCount);
}

/** What the receiver called the first message of the same incident on the same channel. */
export async function findReceipt(
  db: Db,
  { id, incidentId, channelId }: { id: string; incidentId: string | null; channelId: string },
): Promise<Record<string, string> | null> {
  if (incidentId === null) return null;
  const [first] = await db
    .select({ receipt: deliveries.receipt })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.incidentId, incidentId),
        eq(deliveries.channelId, channelId),
        ne(deliveries.id, id),
        isNotNull(deliveries.receipt),
      ),
    )
    .orderBy(asc(deliveries.createdAt), asc(deliveries.id))
    .limit(1);
  return first?.receipt ?? null;
}
