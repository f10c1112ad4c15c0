import { sql } from 'drizzle-orm';
import { foreignKey, index, jsonb, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';
import { createdAt, id, instant, ref } from '@/db/columns';
import { monitors } from '@/db/schema/monitors';
import { projects } from '@/db/schema/projects';
import type { IncidentEventType, IncidentStatus } from '@/lib/incidents/constants';

/** `channel`: whoever used the link in a message that was sent there. */
export type StoredActor = { kind: 'user' | 'api_key' | 'channel' | 'system'; id: string; name: string };

export const incidents = pgTable(
  'incidents',
  {
    id: id('inc'),
    organizationId: ref('org').notNull(),
    projectId: ref('prj').notNull(),
    monitorId: ref('mon'),
    status: text().$type<IncidentStatus>().notNull(),
    title: text().notNull(),
    cause: text().notNull(),
    /** Per region: the last result, status, headers (secrets cut), start of the body, timings, attempts. */
    evidence: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    openedAt: instant().notNull(),
    /** The first failure of the streak that proved the outage; null for manual incidents. */
    downSinceAt: instant(),
    acknowledgedAt: instant(),
    acknowledgedBy: jsonb().$type<StoredActor>(),
    resolvedAt: instant(),
    resolvedBy: jsonb().$type<StoredActor>(),
    postMortem: text(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('incidents_organization_id').on(table.organizationId, table.id),
    uniqueIndex('incidents_one_open')
      .on(table.monitorId)
      .where(sql`status <> 'resolved' and monitor_id is not null and cause <> 'manual'`),
    index('incidents_organization_opened').on(table.organizationId, table.openedAt, table.id),
    index('incidents_monitor_opened').on(table.monitorId, table.openedAt),
    foreignKey({
      name: 'incidents_project',
      columns: [table.organizationId, table.projectId],
      foreignColumns: [projects.organizationId, projects.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'incidents_monitor',
      columns: [table.organizationId, table.monitorId],
      foreignColumns: [monitors.organizationId, monitors.id],
    }).onDelete('cascade'),
  ],
);

export const incidentEvents = pgTable(
  'incident_events',
  {
    id: id('evt'),
    organizationId: ref('org').notNull(),
    incidentId: ref('inc').notNull(),
    at: instant().notNull(),
    type: text().$type<IncidentEventType>().notNull(),
    actor: jsonb().$type<StoredActor>().notNull(),
    body: text().notNull().default(''),
    detail: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  },
  (table) => [
    index('incident_events_incident_at').on(table.incidentId, table.at),
    foreignKey({
      name: 'incident_events_incident',
      columns: [table.organizationId, table.incidentId],
      foreignColumns: [incidents.organizationId, incidents.id],
    }).onDelete('cascade'),
  ],
);
