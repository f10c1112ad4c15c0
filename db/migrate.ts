import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres, { type Sql } from 'postgres';
import { projectRoot } from '@/db/project-root';

// Any number will do as long as it never changes: it keeps two starts from migrating at once.
const migrationLock = 7_815_696_117;
const patienceMs = 15_000;
const passing = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  '57P03',
  'EAI_AGAIN',
]);

/** The database cannot be used as it was given: `message` is one line that names the remedy, without the password. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
}

export function migrationsFolder(): string {
  return path.join(projectRoot(), 'db/migrations');
}

/**
 * Runs every pending migration in one transaction. Safe to call from many processes at once.
 * @throws ConnectionError when the server cannot be reached within 15 s, or does not let us in.
 */
export async function migrateDatabase(url: string): Promise<void> {
  const sql = postgres(url, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: 'stillup-migrate' },
  });
  try {
    await waitForServer(sql, url);
    await sql`select pg_advisory_lock(${migrationLock})`;
    await migrate(drizzle(sql), { migrationsFolder: migrationsFolder() });
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function waitForServer(sql: Sql, url: string): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    try {
      await sql`select 1`;
      return;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (!passing.has(code) || performance.now() > deadline) throw explain(error, code, url);
      await delay(500);
    }
  }
}

function explain(error: unknown, code: string, url: string): unknown {
  const { host, pathname, username } = new URL(url);
  const reasons: Readonly<Record<string, string>> = {
    ECONNREFUSED: `nothing answers at ${host}: start the server there, or correct host and port`,
    ECONNRESET: `${host} closes the connection: is it a PostgreSQL server, and does it want TLS (?sslmode=require)?`,
    CONNECT_TIMEOUT: `${host} does not answer: correct host and port, or open its firewall`,
    CONNECTION_CLOSED: `${host} closes the connection: is it a PostgreSQL server, and does it want TLS (?sslmode=require)?`,
    ENOTFOUND: `there is no host ${host}: correct the name`,
    EAI_AGAIN: `the name ${host} cannot be looked up now: check DNS`,
    '28P01': `the password of ${username} is not accepted by ${host}: correct it`,
    '28000': `${username} may not log in to ${host}: correct the name, or the server's pg_hba.conf`,
    '3D000': `there is no database ${pathname.slice(1)} at ${host}: create it, or correct the name`,
    '57P03': `${host} does not accept connections yet: try again when it has started`,
    '53300': `${host} has no connection left: raise max_connections, or lower DATABASE_POOL_MAX`,
  };
  const reason = reasons[code];
  return reason === undefined
    ? error
    : new ConnectionError(`DATABASE_URL does not work: ${reason} (${code}).`);
}
