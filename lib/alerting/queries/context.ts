import { and, asc, eq, isNotNull, isNull, ne, or } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { deliveries, emailSuppressions } from '@/db/schema/alerting';

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
