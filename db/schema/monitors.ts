import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, id, instant, ref, updatedAt } from '@/db/columns';
import { organizations } from '@/db/schema/organizations';
import { policies } from '@/db/schema/policies';
import { projects } from '@/db/schema/projects';
import type { MonitorState, MonitorType, Severity } from '@/lib/monitors/constants';
import type { CheckResult } from '@/lib/probing/constants';

export const regions = pgTable('regions', {
  code: text().primaryKey(),
  lastSeenAt: instant().notNull(),
  /** Its own connection, as last found: since when nothing was reached; null while something is. */
  blindSinceAt: instant(),
  /** When anything was last reached; null where nothing ever was, and then nothing is concluded of it. */
  sightedAt: instant(),
  createdAt: createdAt(),
});

/** What to watch and how. Rarely written; everything that changes with each check stands in `check_schedules`. */
export const monitors = pgTable(
  'monitors',
  {
    id: id('mon'),
    organizationId: ref('org')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    projectId: ref('prj').notNull(),
    name: text().notNull(),
    type: text().$type<MonitorType>().notNull(),
    spec: jsonb().$type<Record<string, unknown>>().notNull(),
    intervalSeconds: integer().notNull(),
    timeoutMs: integer().notNull(),
    failureThreshold: smallint().notNull(),
    recoveryThreshold: smallint().notNull(),
    degradedAfterMs: integer(),
    regions: text().array().notNull(),
    tags: text().array().notNull().default(sql`'{}'::text[]`),
    externalId: text(),
    /** Of heartbeats: the secret of the ping URL, and the name under the ping key of the project. */
    pingUuid: uuid().unique('monitors_ping_uuid'),
    slug: text(),
    /** Whom to tell; null: as the project has it. The verbs keep it to the same project. */
    policyId: ref('pol').references(() => policies.id, { onDelete: 'set null' }),
    severity: text().$type<Severity>().notNull().default('normal'),
    /** While that one is down, this one's alerts wait. */
    parentId: ref('mon').references((): AnyPgColumn => monitors.id, { onDelete: 'set null' }),
    pausedAt: instant(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('monitors_organization_id').on(table.organizationId, table.id),
    unique('monitors_project_external_id').on(table.projectId, table.externalId),
    index('monitors_organization_name').on(table.organizationId, table.name, table.id),
    index('monitors_project').on(table.projectId),
    index('monitors_policy').on(table.policyId).where(sql`policy_id is not null`),
    index('monitors_parent').on(table.parentId).where(sql`parent_id is not null`),
    index('monitors_project_slug').on(table.projectId, table.slug).where(sql`slug is not null`),
    foreignKey({
      name: 'monitors_project',
      columns: [table.organizationId, table.projectId],
      foreignColumns: [projects.organizationId, projects.id],
    }).onDelete('cascade'),
  ],
);

/** The state of a monitor over all its regions, written only when it changes. */
export const monitorStates = pgTable(
  'monitor_states',
  {
    monitorId: ref('mon')
      .primaryKey()
      .references(() => monitors.id, { onDelete: 'cascade' }),
    organizationId: ref('org').notNull(),
    state: text().$type<MonitorState>().notNull(),
    sinceAt: instant().notNull(),
    incidentId: ref('inc'),
    /** Regions that fail while the quorum holds: an advisory, never silent. */
    failingRegions: text().array().notNull().default(sql`'{}'::text[]`),
    /** A maintenance window covers it: its time is `maintenance`, whatever the checks say. */
    inMaintenance: boolean().notNull().default(false),
    /** It changed too often, and one notice said so: silence until this instant, which each change moves. */
    flappingUntilAt: instant(),
  },
  (table) => [
    index('monitor_states_flapping').on(table.flappingUntilAt).where(sql`flapping_until_at is not null`),
    index('monitor_states_organization_state').on(table.organizationId, table.state),
  ],
);

/**
 * One row per monitor and region: the clock of its checks and the streaks the verdict needs.
 * `due_at` is when the next check is due; null while paused. A prober may take it then, unless it is leased.
 * `lease_id` fences: a writer whose lease was taken over changes nothing. `lease_until_at` stands in no index, so
 * that taking a lease rewrites no index either; whoever clears `lease_id` ends the lease.
 */
export const checkSchedules = pgTable(
  'check_schedules',
  {
    monitorId: ref('mon')
      .notNull()
      .references(() => monitors.id, { onDelete: 'cascade' }),
    region: text().notNull(),
    organizationId: ref('org').notNull(),
    scheduledAt: instant().notNull(),
    dueAt: instant(),
    leaseId: uuid(),
    leaseUntilAt: instant(),
    result: text().$type<CheckResult>(),
    consecutiveFailures: integer().notNull().default(0),
    consecutiveSuccesses: integer().notNull().default(0),
    /** Confirmed by the failure threshold, until the recovery threshold is met. */
    isFailing: boolean().notNull().default(false),
    /** When the running streak of failures or successes began. */
    streakStartedAt: instant(),
    lastCheckedAt: instant(),
    /** Until when the last check vouches for the monitor; past it, time is `unknown`. */
    coveredUntilAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.monitorId, table.region] }),
    index('check_schedules_due').on(table.region, table.dueAt).where(sql`due_at is not null`),
  ],
);
