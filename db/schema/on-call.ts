import { foreignKey, index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { createdAt, id, instant, ref, updatedAt } from '@/db/columns';
import { members, organizations } from '@/db/schema/organizations';

/** Whose turn it is: layers of rotations, later layers before earlier ones, overrides before all. */
export const onCallSchedules = pgTable(
  'on_call_schedules',
  {
    id: id('ocs'),
    organizationId: ref('org')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    timeZone: text().notNull(),
    /** `layers` of lib/on-call: people, rotation, hand-over, hours. */
    layers: jsonb().$type<Record<string, unknown>[]>().notNull(),
    /** Part of the address of its calendar: one more makes the old address worthless. */
    feedVersion: integer().notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('on_call_schedules_organization_id').on(table.organizationId, table.id),
    index('on_call_schedules_organization').on(table.organizationId, table.name),
  ],
);

/** Somebody takes over for a while. */
export const onCallOverrides = pgTable(
  'on_call_overrides',
  {
    id: id('ovr'),
    organizationId: ref('org').notNull(),
    scheduleId: ref('ocs').notNull(),
    userId: ref('usr').notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    index('on_call_overrides_schedule').on(table.scheduleId, table.endsAt),
    foreignKey({
      name: 'on_call_overrides_schedule',
      columns: [table.organizationId, table.scheduleId],
      foreignColumns: [onCallSchedules.organizationId, onCallSchedules.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'on_call_overrides_member',
      columns: [table.organizationId, table.userId],
      foreignColumns: [members.organizationId, members.userId],
    }).onDelete('cascade'),
  ],
);
