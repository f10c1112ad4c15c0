import { index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { createdAt, id, instant, ref, updatedAt } from '@/db/columns';
import { users } from '@/db/schema/users';
import type { Role } from '@/lib/access/constants';

export const organizations = pgTable('organizations', {
  id: id('org'),
  name: text().notNull(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

export const members = pgTable(
  'members',
  {
    id: id('mem'),
    organizationId: ref('org')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    userId: ref('usr')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text().$type<Role>().notNull(),
    /** Part of the address of their on-call calendar: one more makes the old address worthless. */
    feedVersion: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [
    unique('members_organization_user').on(table.organizationId, table.userId),
    index('members_user').on(table.userId),
  ],
);

export const invitations = pgTable(
  'invitations',
  {
    id: id('inv'),
    organizationId: ref('org')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    email: text().notNull(),
    role: text().$type<Role>().notNull(),
    tokenHash: text().notNull().unique(),
    invitedByUserId: ref('usr').references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    expiresAt: instant().notNull(),
    acceptedAt: instant(),
    revokedAt: instant(),
  },
  (table) => [index('invitations_organization').on(table.organizationId)],
);
