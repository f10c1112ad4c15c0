import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import { createdAt, id, instant, ref, updatedAt } from '@/db/columns';
import { monitors } from '@/db/schema/monitors';
import { projects } from '@/db/schema/projects';
import type { WindowStatus } from '@/lib/maintenance/constants';

/** Planned work: once, from `starts_at` to `ends_at`, or again and again by a schedule. */
export const maintenances = pgTable(
  'maintenances',
  {
    id: id('mnt'),
    organizationId: ref('org').notNull(),
    projectId: ref('prj').notNull(),
    title: text().notNull(),
    description: text().notNull().default(''),
    /** Every monitor of the project, those to come among them; otherwise the ones in `maintenance_monitors`. */
    coversProject: boolean().notNull(),
    /** Told on the status pages that show one of its monitors. */
    isAnnounced: boolean().notNull().default(false),
    startsAt: instant(),
    endsAt: instant(),
    /** A cron or calendar schedule of lib/schedules, with its zone: when each window begins. */
    schedule: jsonb().$type<Record<string, unknown>>(),
    durationMinutes: integer(),
    /** Recurring ones: no window begins after it. */
    untilAt: instant(),
    cancelledAt: instant(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('maintenances_organization_id').on(table.organizationId, table.id),
    index('maintenances_project').on(table.projectId),
    foreignKey({
      name: 'maintenances_project',
      columns: [table.organizationId, table.projectId],
      foreignColumns: [projects.organizationId, projects.id],
    }).onDelete('cascade'),
  ],
);

export const maintenanceMonitors = pgTable(
  'maintenance_monitors',
  {
    maintenanceId: ref('mnt')
      .notNull()
      .references(() => maintenances.id, { onDelete: 'cascade' }),
    monitorId: ref('mon')
      .notNull()
      .references(() => monitors.id, { onDelete: 'cascade' }),
  },
  (table) => [
    primaryKey({ columns: [table.maintenanceId, table.monitorId] }),
    index('maintenance_monitors_monitor').on(table.monitorId),
  ],
);

/** One occurrence. The next one of each maintenance is there ahead of its time; those that are over stay. */
export const maintenanceWindows = pgTable(
  'maintenance_windows',
  {
    id: id('mwn'),
    organizationId: ref('org').notNull(),
    maintenanceId: ref('mnt').notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    status: text().$type<WindowStatus>().notNull(),
  },
  (table) => [
    unique('maintenance_windows_start').on(table.maintenanceId, table.startsAt),
    index('maintenance_windows_to_begin').on(table.startsAt).where(sql`status = 'scheduled'`),
    index('maintenance_windows_to_end').on(table.endsAt).where(sql`status = 'active'`),
    foreignKey({
      name: 'maintenance_windows_maintenance',
      columns: [table.organizationId, table.maintenanceId],
      foreignColumns: [maintenances.organizationId, maintenances.id],
    }).onDelete('cascade'),
  ],
);
