import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { createdAt, id, instant, ref, updatedAt } from '@/db/columns';

/** `emailVerified`, `image`, `expires` and the shapes of accounts and verification tokens are next-auth's. */
export const users = pgTable('users', {
  id: id('usr'),
  name: text(),
  email: text().notNull().unique(),
  emailVerified: instant(),
  image: text(),
  passwordHash: text(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

export const accounts = pgTable(
  'accounts',
  {
    userId: ref('usr')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    type: text().notNull(),
    provider: text().notNull(),
    providerAccountId: text().notNull(),
    refresh_token: text(),
    access_token: text(),
    expires_at: integer(),
    token_type: text(),
    scope: text(),
    id_token: text(),
    session_state: text(),
  },
  (table) => [primaryKey({ columns: [table.provider, table.providerAccountId] })],
);

/** `sessionToken` holds the SHA-256 of the cookie's value, never the value. */
export const sessions = pgTable(
  'sessions',
  {
    sessionToken: text().primaryKey(),
    id: ref('ses').notNull().unique(),
    userId: ref('usr')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    expires: instant().notNull(),
    createdAt: createdAt(),
    renewedAt: instant().notNull().defaultNow(),
    userAgent: text(),
    address: text(),
  },
  (table) => [index('sessions_user').on(table.userId)],
);

export const verificationTokens = pgTable(
  'verification_tokens',
  {
    identifier: text().notNull(),
    token: text().notNull(),
    expires: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.identifier, table.token] })],
);
