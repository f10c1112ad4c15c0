import { sql } from 'drizzle-orm';
import {
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant, ref } from '@/db/columns';
import { monitors } from '@/db/schema/monitors';
import type { HeartbeatStatus, PingAction } from '@/lib/heartbeats/constants';

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** A run that has begun and not ended. `timerMs`: from when its time counts (epoch milliseconds). */
export type StoredRun = { rid: string | null; startedMs: number; timerMs: number };

/**
 * One row per heartbeat, written with every ping: what is set up stands in `monitors`, so that this stays narrow.
 * `deadline_at` is when it will be down unless a ping comes first; null while nothing can be missed.
 */
export const heartbeats = pgTable(
  'heartbeats',
  {
    monitorId: ref('mon')
      .primaryKey()
      .references(() => monitors.id, { onDelete: 'cascade' }),
    organizationId: ref('org').notNull(),
    deadlineAt: instant(),
    expectedAt: instant(),
    lastPingAt: instant(),
    lastSuccessAt: instant(),
    pingCount: integer().notNull().default(0),
    consecutiveFailures: integer().notNull().default(0),
    lastDurationMs: integer(),
    status: text().$type<HeartbeatStatus>().notNull(),
    runs: jsonb().$type<StoredRun[]>().notNull().default([]),
  },
  (table) => [index('heartbeats_deadline').on(table.deadlineAt).where(sql`deadline_at is not null`)],
);

/** Every ping that was answered with OK. Partitioned by day of `received_at`; `n` counts those of a monitor from 1. */
export const pings = pgTable(
  'pings',
  {
    monitorId: ref('mon').notNull(),
    receivedAt: instant().notNull(),
    n: integer().notNull(),
    durationMs: integer(),
    bodyBytes: integer().notNull(),
    exitStatus: smallint(),
    isIgnored: boolean().notNull(),
    kind: text().$type<PingAction>().notNull(),
    method: text().notNull(),
    rid: uuid(),
    signal: text(),
    userAgent: text(),
    address: text(),
  },
  (table) => [primaryKey({ columns: [table.monitorId, table.receivedAt, table.n] })],
);

/** What pings brought along, verbatim. Partitioned as `pings` is. */
export const pingBodies = pgTable(
  'ping_bodies',
  {
    monitorId: ref('mon').notNull(),
    receivedAt: instant().notNull(),
    n: integer().notNull(),
    body: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.monitorId, table.receivedAt, table.n] })],
);

/**
 * When the parts of this installation were last at work. All pings that a receiver took before its `beat_at` are
 * committed. Where no receiver was at work, what fell into that time is not held against any job.
 */
export const serviceBeats = pgTable(
  'service_beats',
  {
    part: text().$type<'receiver' | 'detector'>().notNull(),
    instance: text().notNull(),
    beatAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.part, table.instance] })],
);
