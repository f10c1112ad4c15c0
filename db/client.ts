import type { PgDatabase } from 'drizzle-orm/pg-core';
import { drizzle, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import postgres, { type Sql } from 'postgres';
import { endTransactionsWithConnection } from '@/db/lost-transactions';
import * as schema from '@/db/schema';

export type Schema = typeof schema;
/** A connection pool or a transaction: queries cannot tell and need not. */
export type Db = PgDatabase<PostgresJsQueryResultHKT, Schema>;
export type Database = { sql: Sql; db: Db; close: () => Promise<void> };

type Options = {
  max?: number;
  applicationName?: string;
  /** How long a statement may wait for a row that others hold; for ever where it is not given. */
  lockTimeoutMs?: number;
};

/** Connects at first use. `close` lets running queries end for five seconds. */
export function createDatabase(url: string, options: Options = {}): Database {
  const connected = postgres(url, {
    max: options.max ?? 10,
    connect_timeout: 10,
    idle_timeout: 60,
    max_lifetime: 60 * 30,
    // Back-off while Postgres is away: quick at first, then every two seconds, so that recovery is prompt.
    backoff: (attempt: number) => Math.min(2, 0.05 * 2 ** attempt),
    onnotice: () => {},
    connection: {
      application_name: options.applicationName ?? 'stillup',
      TimeZone: 'UTC',
      ...(options.lockTimeoutMs === undefined ? {} : { lock_timeout: options.lockTimeoutMs }),
    },
  });
  const sql = endTransactionsWithConnection(connected);
  return { sql, db: drizzleOver(sql), close: () => sql.end({ timeout: 5 }) };
}

export function drizzleOver(sql: Sql): Db {
  return drizzle(sql, { schema, casing: 'snake_case' });
}
