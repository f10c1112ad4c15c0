import { pgTable, text, unique } from 'drizzle-orm/pg-core';
import { createdAt, id, ref, updatedAt } from '@/db/columns';
import { organizations } from '@/db/schema/organizations';

export const projects = pgTable(
  'projects',
  {
    id: id('prj'),
    organizationId: ref('org')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    slug: text().notNull(),
    pingKey: text().notNull().unique(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('projects_organization_slug').on(table.organizationId, table.slug),
    unique('projects_organization_id').on(table.organizationId, table.id),
  ],
);
