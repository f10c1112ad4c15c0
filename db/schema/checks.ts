import { bigint, integer, jsonb, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import { instant, ref } from '@/db/columns';
import type { CheckResult, FailureCause } from '@/lib/probing/constants';

/**
 * One row per check. Partitioned by day of `scheduled_at` (the first migration says so; partitions are made
 * ahead by a job and dropped whole). The primary key makes a repeated write of one check a no-op.
 * Durations are microseconds. The columns stand in an order that wastes no padding.
 */
export const checkResults = pgTable(
  'check_results',
  {
    monitorId: ref('mon').notNull(),
    scheduledAt: instant().notNull(),
    startedAt: instant().notNull(),
    totalUs: integer().notNull(),
    dnsUs: integer(),
    connectUs: integer(),
    tlsUs: integer(),
    waitUs: integer(),
    transferUs: integer(),
    httpStatus: smallint(),
    attempts: smallint().notNull(),
    result: text().$type<CheckResult>().notNull(),
    region: text().notNull(),
    cause: text().$type<FailureCause>(),
    error: text(),
  },
  (table) => [primaryKey({ columns: [table.monitorId, table.scheduledAt, table.region] })],
);

/** What was seen when a check failed: status, headers with secrets cut, first 2 KiB of the body, hops. */
export const checkEvidence = pgTable(
  'check_evidence',
  {
    monitorId: ref('mon').notNull(),
    scheduledAt: instant().notNull(),
    region: text().notNull(),
    evidence: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.monitorId, table.scheduledAt, table.region] })],
);

const rollupColumns = () => ({
  monitorId: ref('mon').notNull(),
  bucketAt: instant().notNull(),
  region: text().notNull(),
  up: integer().notNull(),
  degraded: integer().notNull(),
  down: integer().notNull(),
  unknown: integer().notNull(),
  sumUs: bigint({ mode: 'number' }).notNull(),
  minUs: integer(),
  maxUs: integer(),
  /** Counts per log-linear latency bucket, sparse: [bucket, count, bucket, count, …], ascending. */
  histogram: integer().array().notNull(),
});

export const rollupMinutes = pgTable('rollup_minutes', rollupColumns(), (table) => [
  primaryKey({ columns: [table.monitorId, table.bucketAt, table.region] }),
]);

export const rollupHours = pgTable('rollup_hours', rollupColumns(), (table) => [
  primaryKey({ columns: [table.monitorId, table.bucketAt, table.region] }),
]);

export const rollupDays = pgTable('rollup_days', rollupColumns(), (table) => [
  primaryKey({ columns: [table.monitorId, table.bucketAt, table.region] }),
]);

/** Up to where each kind of rollup is complete, so that a run can stop and start anywhere. */
export const rollupProgress = pgTable('rollup_progress', {
  rollup: text().primaryKey(),
  doneUntilAt: instant().notNull(),
});
