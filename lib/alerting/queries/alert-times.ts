import { and, eq, gte, isNotNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Db } from '@/db/client';
import { channels, deliveries } from '@/db/schema/alerting';

/** Milliseconds; `projectId` is null in the row that is over all of them. */
export type AlertTimesRow = {
  projectId: string | null;
  count: number;
  p50: number | null;
  p95: number | null;
  p99: number | null;
};

/** Of openings that were made since `from` and delivered: by themselves, or in a digest. */
export async function selectAlertTimes(
  db: Db,
  organizationId: string,
  filter: { from: Date; projectId: string | undefined },
): Promise<AlertTimesRow[]> {
  const digests = alias(deliveries, 'digests');
  const delivered = sql`coalesce(${deliveries.deliveredAt}, ${digests.deliveredAt})`;
  const ms = sql`greatest(0, extract(epoch from ${delivered} - ${deliveries.failedAt}) * 1000)`;
  const percentile = (share: number) =>
    sql<number | null>`percentile_cont(${sql.raw(String(share))}) within group (order by ${ms})`;
  return db
    .select({
      projectId: sql`${channels.projectId}`.mapWith(channels.projectId),
      count: sql<number>`count(*)::int`,
      p50: percentile(0.5),
      p95: percentile(0.95),
      p99: percentile(0.99),
    })
    .from(deliveries)
    .innerJoin(channels, eq(channels.id, deliveries.channelId))
    .leftJoin(digests, eq(digests.id, deliveries.digestId))
    .where(
      and(
        eq(deliveries.organizationId, organizationId),
        gte(deliveries.createdAt, filter.from),
        eq(deliveries.transition, 'opened'),
        isNotNull(deliveries.failedAt),
        isNotNull(delivered),
        filter.projectId === undefined ? undefined : eq(channels.projectId, filter.projectId),
      ),
    )
    .groupBy(sql`grouping sets ((${channels.projectId}), ())`)
    .orderBy(sql`${channels.projectId} nulls first`);
}
