import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { createdAt, id, instant, ref } from '@/db/columns';
import { organizations } from '@/db/schema/organizations';
import { projects } from '@/db/schema/projects';
import type { Scope } from '@/lib/access/constants';

export const apiKeys = pgTable(
  'api_keys',
  {
    id: id('key'),
    organizationId: ref('org')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    projectId: ref('prj'),
    name: text().notNull(),
    tokenHash: text().notNull().unique(),
    tokenEnd: text().notNull(),
    scopes: text().array().$type<Scope[]>().notNull(),
    createdByUserId: ref('usr'),
    createdAt: createdAt(),
    expiresAt: instant(),
    lastUsedAt: instant(),
    revokedAt: instant(),
  },
  (table) => [
    index('api_keys_organization').on(table.organizationId),
    foreignKey({
      name: 'api_keys_project',
      columns: [table.organizationId, table.projectId],
      foreignColumns: [projects.organizationId, projects.id],
    }).onDelete('cascade'),
  ],
);

export const auditLog = pgTable(
  'audit_log',
  {
    id: id('aud'),
    organizationId: ref('org')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    at: instant().notNull(),
    actorKind: text().$type<'user' | 'api_key' | 'channel' | 'system'>().notNull(),
    actorId: text().notNull(),
    action: text().notNull(),
    targetId: text().notNull(),
    detail: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    requestId: text().notNull(),
  },
  (table) => [index('audit_log_organization_at').on(table.organizationId, table.at)],
);

/** One row per limited thing and window; counted by one atomic upsert. */
export const rateLimits = pgTable(
  'rate_limits',
  {
    key: text().notNull(),
    windowStartAt: instant().notNull(),
    count: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.key, table.windowStartAt] }),
    index('rate_limits_window').on(table.windowStartAt),
  ],
);

export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    organizationId: ref('org')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    /** A key or, for calls of the dashboard, a user. */
    actorId: text().notNull(),
    key: text().notNull(),
    requestHash: text().notNull(),
    status: integer(),
    headers: jsonb().$type<Record<string, string>>(),
    body: text(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.actorId, table.key] }),
    index('idempotency_keys_created').on(table.createdAt),
  ],
);
