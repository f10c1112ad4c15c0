import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { createdAt, id, instant, ref, updatedAt } from '@/db/columns';
import { incidents, type StoredActor } from '@/db/schema/incidents';
import { maintenanceWindows } from '@/db/schema/maintenance';
import { pageComponents, statusPages } from '@/db/schema/status-pages';
import type {
  AffectedComponent,
  ComponentStatus,
  PageIncidentImpact,
  PageIncidentKind,
  PageIncidentOrigin,
  PageIncidentStatus,
} from '@/lib/status-pages/constants';

/** What customers are told: an incident by its phases, or a maintenance. A draft until `published_at`. */
export const pageIncidents = pgTable(
  'page_incidents',
  {
    id: id('pin'),
    organizationId: ref('org').notNull(),
    pageId: ref('pag').notNull(),
    kind: text().$type<PageIncidentKind>().notNull(),
    /** Made by a person, of an outage, or of a window of a maintenance. */
    origin: text().$type<PageIncidentOrigin>().notNull(),
    title: text().notNull(),
    status: text().$type<PageIncidentStatus>().notNull(),
    /** As somebody chose it; null: the worst that its components were. */
    chosenImpact: text().$type<PageIncidentImpact>(),
    impact: text().$type<PageIncidentImpact>().notNull(),
    publishedAt: instant(),
    /** A draft of an outage: when it publishes itself; null where nobody wants that. */
    publishAt: instant(),
    /** A person has written in it since: nothing is said in their place any more. */
    isTaken: boolean().notNull().default(false),
    startedAt: instant().notNull(),
    monitoringAt: instant(),
    resolvedAt: instant(),
    scheduledFor: instant(),
    scheduledUntil: instant(),
    maintenanceWindowId: ref('mwn').references(() => maintenanceWindows.id, { onDelete: 'set null' }),
    /** A draft that nobody wanted; it is not made again. */
    discardedAt: instant(),
    createdBy: jsonb().$type<StoredActor>().notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('page_incidents_organization_id').on(table.organizationId, table.id),
    uniqueIndex('page_incidents_window')
      .on(table.pageId, table.maintenanceWindowId)
      .where(sql`maintenance_window_id is not null`),
    index('page_incidents_page').on(table.pageId, table.id),
    index('page_incidents_unresolved').on(table.pageId).where(sql`resolved_at is null`),
    index('page_incidents_to_publish').on(table.publishAt).where(sql`publish_at is not null`),
    index('page_incidents_to_turn')
      .on(table.scheduledFor)
      .where(sql`kind = 'maintenance' and resolved_at is null`),
    foreignKey({
      name: 'page_incidents_page',
      columns: [table.organizationId, table.pageId],
      foreignColumns: [statusPages.organizationId, statusPages.id],
    }).onDelete('cascade'),
  ],
);

/** The outages it tells of. One outage is told of once on a page. */
export const pageIncidentSources = pgTable(
  'page_incident_sources',
  {
    pageIncidentId: ref('pin')
      .notNull()
      .references(() => pageIncidents.id, { onDelete: 'cascade' }),
    pageId: ref('pag')
      .notNull()
      .references(() => statusPages.id, { onDelete: 'cascade' }),
    incidentId: ref('inc')
      .notNull()
      .references(() => incidents.id, { onDelete: 'cascade' }),
  },
  (table) => [
    primaryKey({ columns: [table.pageId, table.incidentId] }),
    index('page_incident_sources_own').on(table.pageIncidentId),
    index('page_incident_sources_incident').on(table.incidentId),
  ],
);

/** What it affects, and how the component is by the last update. */
export const pageIncidentComponents = pgTable(
  'page_incident_components',
  {
    pageIncidentId: ref('pin')
      .notNull()
      .references(() => pageIncidents.id, { onDelete: 'cascade' }),
    componentId: ref('cmp')
      .notNull()
      .references(() => pageComponents.id, { onDelete: 'cascade' }),
    status: text().$type<ComponentStatus>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.pageIncidentId, table.componentId] }),
    index('page_incident_components_component').on(table.componentId),
  ],
);

export const pageIncidentUpdates = pgTable(
  'page_incident_updates',
  {
    id: id('pup'),
    organizationId: ref('org').notNull(),
    pageIncidentId: ref('pin').notNull(),
    status: text().$type<PageIncidentStatus>().notNull(),
    /** Markdown. */
    body: text().notNull(),
    displayAt: instant().notNull(),
    /** Subscribers are told of it. */
    isNotifying: boolean().notNull(),
    affected: jsonb().$type<AffectedComponent[]>().notNull().default([]),
    createdBy: jsonb().$type<StoredActor>().notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('page_incident_updates_organization_id').on(table.organizationId, table.id),
    index('page_incident_updates_incident').on(table.pageIncidentId, table.displayAt),
    foreignKey({
      name: 'page_incident_updates_incident',
      columns: [table.organizationId, table.pageIncidentId],
      foreignColumns: [pageIncidents.organizationId, pageIncidents.id],
    }).onDelete('cascade'),
  ],
);
