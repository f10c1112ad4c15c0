import { and, desc, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { checkEvidence, checkResults } from '@/db/schema/checks';
import type { CheckResult } from '@/lib/probing/constants';

export const partitionedTables = ['check_results', 'check_evidence', 'pings', 'ping_bodies'] as const;
type PartitionedTable = (typeof partitionedTables)[number];

/** `day` as in 2026-07-28. */
export async function createPartition(db: Db, table: PartitionedTable, day: string): Promise<void> {
  const name = `${table}_${day.replaceAll('-', '')}`;
  const [exists] = await db.execute(
    sql`select to_regclass(${name}) as name where to_regclass(${name}) is not null`,
  );
  if (exists !== undefined) return;
  const until = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  await db.execute(sql`
    create table if not exists ${sql.identifier(name)} partition of ${sql.identifier(table)}
    for values from (${sql.raw(`'${day} 00:00:00+00'`)}) to (${sql.raw(`'${until} 00:00:00+00'`)})`);
}

/** Serialises makers of partitions: two at once would wait for each other with locks on the parent. */
export async function lockPartitions(db: Db): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(7815696119)`);
}

/** Days that have partitions, ascending. */
export async function selectPartitionDays(db: Db, table: PartitionedTable): Promise<string[]> {
  const rows = await db.execute<{ name: string }>(sql`
    select c.relname as name from pg_inherits i
    join pg_class c on c.oid = i.inhrelid
    where i.inhparent = ${table}::regclass
    order by c.relname`);
  return rows.flatMap(({ name }) => {
    const digits = /_(\d{4})(\d{2})(\d{2})$/.exec(name);
    return digits === null ? [] : [`${digits[1]}-${digits[2]}-${digits[3]}`];
  });
}

export async function dropPartition(db: Db, table: PartitionedTable, day: string): Promise<void> {
  await db.execute(sql`drop table if exists ${sql.identifier(`${table}_${day.replaceAll('-', '')}`)}`);
}

export async function selectDatabaseNow(db: Db): Promise<Date> {
  const rows = await db.execute<{ ms: number }>(sql`select date_part('epoch', now()) * 1000 as ms`);
  return new Date(rows[0]?.ms ?? 0);
}

export type CheckRow = typeof checkResults.$inferSelect;

export type CheckFilter = {
  from?: Date | undefined;
  to?: Date | undefined;
  result?: CheckResult | undefined;
  region?: string | undefined;
};

/** Of one monitor, the latest first. */
export async function selectChecks(
  db: Db,
  monitorId: string,
  filter: CheckFilter,
  page: { limit: number; before: { scheduledAt: Date; region: string } | null },
): Promise<CheckRow[]> {
  const { before } = page;
  const isOlder: SQL | undefined =
    before === null
      ? undefined
      : sql`(${checkResults.scheduledAt}, ${checkResults.region}) < (${before.scheduledAt.toISOString()}::timestamptz, ${before.region})`;
  return db
    .select()
    .from(checkResults)
    .where(
      and(
        eq(checkResults.monitorId, monitorId),
        filter.from === undefined ? undefined : gte(checkResults.scheduledAt, filter.from),
        filter.to === undefined ? undefined : lt(checkResults.scheduledAt, filter.to),
        filter.result === undefined ? undefined : eq(checkResults.result, filter.result),
        filter.region === undefined ? undefined : eq(checkResults.region, filter.region),
        isOlder,
      ),
    )
    .orderBy(desc(checkResults.scheduledAt), desc(checkResults.region))
    .limit(page.limit + 1);
}

export async function findCheckRow(
  db: Db,
  monitorId: string,
  scheduledAt: Date,
  region: string,
): Promise<{ check: CheckRow; evidence: Record<string, unknown> | null } | null> {
  const rows = await db
    .select({ check: checkResults, evidence: checkEvidence.evidence })
    .from(checkResults)
    .leftJoin(
      checkEvidence,
      and(
        eq(checkEvidence.monitorId, checkResults.monitorId),
        eq(checkEvidence.scheduledAt, checkResults.scheduledAt),
        eq(checkEvidence.region, checkResults.region),
      ),
    )
    .where(
      and(
        eq(checkResults.monitorId, monitorId),
        eq(checkResults.scheduledAt, scheduledAt),
        eq(checkResults.region, region),
      ),
    );
  return rows[0] ?? null;
}
