import { sql } from 'drizzle-orm';
import {
  bigserial,
  boolean,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, instant } from '@/db/columns';

// `json`, not `jsonb`: what a step returns is kept as it came, be it a NUL character or half of a surrogate pair.

/** What an SDK has registered: `config` is the function's entry of that registration. */
export const engineFunctions = pgTable('engine_functions', {
  id: text().primaryKey(),
  app: text().notNull(),
  url: text().notNull(),
  config: json().$type<Record<string, unknown>>().notNull(),
  registeredAt: createdAt(),
});

export const engineEvents = pgTable(
  'engine_events',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    event: json().$type<Record<string, unknown>>().notNull(),
    receivedAt: createdAt(),
  },
  (table) => [index('engine_events_received').on(table.receivedAt)],
);

export const engineRuns = pgTable(
  'engine_runs',
  {
    id: text().primaryKey(),
    functionId: text().notNull(),
    status: text().$type<'running' | 'completed' | 'failed' | 'cancelled'>().notNull(),
    event: json().$type<Record<string, unknown>>().notNull(),
    /** A run comes into being once per key: cron slot, or event and function. */
    dedupeKey: text().notNull(),
    /** One entry per concurrency limit that this run counts against. */
    concurrencyKeys: text().array().notNull(),
    /** Set once steps run side by side: from then on the SDK plans each step and executes none unasked. */
    isPlanForced: boolean().notNull().default(false),
    output: json(),
    startedAt: createdAt(),
    endedAt: instant(),
  },
  (table) => [
    unique('engine_runs_once').on(table.functionId, table.dedupeKey),
    index('engine_runs_ended').on(table.endedAt),
  ],
);

/** The memoised outcome of a step, as the SDK is given it with each further call. */
export const engineSteps = pgTable(
  'engine_steps',
  {
    runId: text()
      .notNull()
      .references(() => engineRuns.id, { onDelete: 'cascade' }),
    stepId: text().notNull(),
    position: bigserial({ mode: 'number' }).notNull(),
    outcome: json().$type<Record<string, unknown>>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.stepId] })],
);

/** What is to be done and when. A row under a lease is being done; a lease that has run out is taken again. */
export const engineQueue = pgTable(
  'engine_queue',
  {
    id: uuid().primaryKey().defaultRandom(),
    runId: text()
      .notNull()
      .references(() => engineRuns.id, { onDelete: 'cascade' }),
    functionId: text().notNull(),
    kind: text().$type<'call' | 'wake' | 'expire'>().notNull(),
    /** `step` for a call that looks for the next steps, otherwise the hashed id of one step. */
    stepId: text().notNull(),
    attempt: integer().notNull().default(0),
    /** How often whoever had taken the call was gone before its answer. */
    losses: integer().notNull().default(0),
    dueAt: instant().notNull(),
    leaseId: uuid(),
    leaseUntilAt: instant(),
  },
  (table) => [
    index('engine_queue_due').on(table.dueAt),
    index('engine_queue_run').on(table.runId),
    index('engine_queue_lease').on(table.leaseUntilAt).where(sql`lease_until_at is not null`),
    uniqueIndex('engine_queue_step_once')
      .on(table.runId, table.stepId, table.kind)
      .where(sql`step_id <> 'step'`),
    uniqueIndex('engine_queue_discovery_once')
      .on(table.runId)
      .where(sql`step_id = 'step' and lease_id is null`),
  ],
);

/** A run that waits for an event, for the end of another run, or (`cancel:…`) would be cancelled by an event. */
export const engineWaits = pgTable(
  'engine_waits',
  {
    runId: text()
      .notNull()
      .references(() => engineRuns.id, { onDelete: 'cascade' }),
    stepId: text().notNull(),
    eventName: text(),
    expression: text(),
    invokedRunId: text(),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.stepId] }),
    index('engine_waits_event').on(table.eventName),
    index('engine_waits_invoked').on(table.invokedRunId),
  ],
);

export const engineSchedules = pgTable(
  'engine_schedules',
  {
    functionId: text()
      .notNull()
      .references(() => engineFunctions.id, { onDelete: 'cascade' }),
    cron: text().notNull(),
    nextAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.functionId, table.cron] })],
);
