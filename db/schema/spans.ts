import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';
import { id, instant, ref } from '@/db/columns';
import { monitors } from '@/db/schema/monitors';
import type { SpanState } from '@/lib/monitors/constants';

/** Append-only intervals of a monitor's life: no overlap, no hole, exactly one open span. */
export const spans = pgTable(
  'spans',
  {
    id: id('spn'),
    organizationId: ref('org').notNull(),
    monitorId: ref('mon')
      .notNull()
      .references(() => monitors.id, { onDelete: 'cascade' }),
    state: text().$type<SpanState>().notNull(),
    startedAt: instant().notNull(),
    endedAt: instant(),
    cause: text(),
    /** Why it is in this state: the rule that made it, the regions, the checks (their scheduled instants). */
    reason: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (table) => [
    unique('spans_monitor_started').on(table.monitorId, table.startedAt),
    uniqueIndex('spans_open').on(table.monitorId).where(sql`ended_at is null`),
    index('spans_organization_ended').on(table.organizationId, table.endedAt),
  ],
);
