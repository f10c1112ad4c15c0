import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  bigserial,
  boolean,
  customType,
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
import type {
  ComponentKind,
  ComponentStatus,
  PageAccess,
  PageFileKind,
  PageLocale,
} from '@/lib/status-pages/constants';

const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** What customers see: components, incidents, maintenance, under an address of its own. */
export const statusPages = pgTable(
  'status_pages',
  {
    id: id('pag'),
    organizationId: ref('org').notNull(),
    projectId: ref('prj').notNull(),
    /** In the address, `/status/<slug>`; of the whole installation. */
    slug: text().notNull().unique('status_pages_slug'),
    name: text().notNull(),
    description: text().notNull().default(''),
    isPublished: boolean().notNull().default(false),
    isIndexed: boolean().notNull().default(true),
    access: text().$type<PageAccess>().notNull().default('public'),
    /** Argon2id; for the access `password`. */
    passwordHash: text(),
    /** For the access `ip`: addresses and CIDR ranges, v4 and v6. */
    allowedRanges: text().array().notNull().default(sql`'{}'::text[]`),
    /** For the access `email`: domains whose mailboxes may read. */
    allowedEmailDomains: text().array().notNull().default(sql`'{}'::text[]`),
    /** Grows when who may read is changed, and with it every permission handed out before ends. */
    accessVersion: integer().notNull().default(1),
    timeZone: text().notNull().default('UTC'),
    defaultLocale: text().$type<PageLocale>().notNull().default('en'),
    /** The default one among them. */
    locales: text().array().$type<PageLocale[]>().notNull().default(sql`'{en}'::text[]`),
    /** `pageBranding` and `pageSettings` of lib/status-pages/schema. */
    branding: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    settings: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('status_pages_organization_id').on(table.organizationId, table.id),
    index('status_pages_project').on(table.projectId),
    foreignKey({
      name: 'status_pages_project',
      columns: [table.organizationId, table.projectId],
      foreignColumns: [projects.organizationId, projects.id],
    }).onDelete('cascade'),
  ],
);

/** A line of a page: a monitor, something that people say the state of by hand, or a group of lines. */
export const pageComponents = pgTable(
  'page_components',
  {
    id: id('cmp'),
    organizationId: ref('org').notNull(),
    pageId: ref('pag').notNull(),
    /** Of the same page; the verbs keep it so. Groups stand in no group. */
    groupId: ref('cmp').references((): AnyPgColumn => pageComponents.id, { onDelete: 'set null' }),
    kind: text().$type<ComponentKind>().notNull(),
    monitorId: ref('mon'),
    name: text().notNull(),
    description: text().notNull().default(''),
    /** Among its siblings, from 0. */
    position: integer().notNull(),
    /** Of a component without a monitor: what people say of it. */
    manualStatus: text().$type<ComponentStatus>(),
    isOnlyShownIfDegraded: boolean().notNull().default(false),
    /** With its bars of 90 days and its uptime. */
    showsHistory: boolean().notNull().default(true),
    showsResponseTimes: boolean().notNull().default(false),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('page_components_organization_id').on(table.organizationId, table.id),
    unique('page_components_page_monitor').on(table.pageId, table.monitorId),
    index('page_components_page').on(table.pageId),
    index('page_components_monitor').on(table.monitorId).where(sql`monitor_id is not null`),
    foreignKey({
      name: 'page_components_page',
      columns: [table.organizationId, table.pageId],
      foreignColumns: [statusPages.organizationId, statusPages.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'page_components_monitor',
      columns: [table.organizationId, table.monitorId],
      foreignColumns: [monitors.organizationId, monitors.id],
    }).onDelete('cascade'),
  ],
);

/** Logos and the favicon, as they were uploaded and found harmless. */
export const pageFiles = pgTable(
  'page_files',
  {
    pageId: ref('pag')
      .notNull()
      .references(() => statusPages.id, { onDelete: 'cascade' }),
    kind: text().$type<PageFileKind>().notNull(),
    /** SHA-256, the start of it in base64url: in the address, so that a new file is a new address. */
    hash: text().notNull(),
    contentType: text().notNull(),
    bytes: bytea().notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.pageId, table.kind] })],
);

/**
 * Written in the transaction of whatever changes what a page shows; taken away by whoever renders it. Rows are only added
 * and removed, so that nobody waits for anybody.
 */
export const pageMarks = pgTable('page_marks', {
  id: bigserial({ mode: 'number' }).primaryKey(),
  /** No foreign key: a page that is deleted meanwhile must not undo the checks that were to mark it. */
  pageId: ref('pag').notNull(),
});

/** The finished page, as a whole: `snapshotManifest` of lib/snapshots, and when it was last found to be right. */
export const pageSnapshots = pgTable(
  'page_snapshots',
  {
    pageId: ref('pag')
      .primaryKey()
      .references(() => statusPages.id, { onDelete: 'cascade' }),
    /** Grows with each writing that changed anything. */
    version: bigint({ mode: 'number' }).notNull(),
    manifest: jsonb().$type<Record<string, unknown>>().notNull(),
    builtAt: instant().notNull(),
    confirmedAt: instant().notNull(),
  },
  (table) => [index('page_snapshots_confirmed').on(table.confirmedAt)],
);

/** One finished document of a page, compressed once. */
export const pageDocuments = pgTable(
  'page_documents',
  {
    pageId: ref('pag')
      .notNull()
      .references(() => pageSnapshots.pageId, { onDelete: 'cascade' }),
    /** Below the page, without a slash at its beginning; empty for the page itself. */
    path: text().notNull(),
    /** The version of the snapshot in which it last changed. */
    version: bigint({ mode: 'number' }).notNull(),
    /** What it was rendered of: the same again needs no rendering. */
    source: text().notNull(),
    etag: text().notNull(),
    meta: jsonb().$type<Record<string, unknown>>().notNull(),
    /** Brotli and gzip; both null of what is compressed by itself, and then `plain` is there. */
    br: bytea(),
    gzip: bytea(),
    plain: bytea(),
  },
  (table) => [
    primaryKey({ columns: [table.pageId, table.path] }),
    index('page_documents_version').on(table.pageId, table.version),
  ],
);
