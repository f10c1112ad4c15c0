import { sql } from 'drizzle-orm';
import { boolean, foreignKey, index, jsonb, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';
import { createdAt, id, ref, updatedAt } from '@/db/columns';
import { projects } from '@/db/schema/projects';

/** Who is told, when, in which steps. The default one of a project holds for monitors that name none. */
export const policies = pgTable(
  'policies',
  {
    id: id('pol'),
    organizationId: ref('org').notNull(),
    projectId: ref('prj').notNull(),
    name: text().notNull(),
    isDefault: boolean().notNull().default(false),
    /** Steps, reminders, quiet hours, transitions: `policySpec` of lib/policies. */
    spec: jsonb().$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('policies_organization_id').on(table.organizationId, table.id),
    uniqueIndex('policies_default').on(table.projectId).where(sql`is_default`),
    index('policies_project').on(table.projectId),
    foreignKey({
      name: 'policies_project',
      columns: [table.organizationId, table.projectId],
      foreignColumns: [projects.organizationId, projects.id],
    }).onDelete('cascade'),
  ],
);
