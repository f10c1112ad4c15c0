import path from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { projectRoot } from '@/db/project-root';

// Any number will do as long as it never changes: it keeps two starts from migrating at once.
const migrationLock = 7_815_696_117;

export function migrationsFolder(): string {
  return path.join(projectRoot(), 'db/migrations');
}

/** Runs every pending migration in one transaction. Safe to call from many processes at once. */
export async function migrateDatabase(url: string): Promise<void> {
  const sql = postgres(url, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: 'stillup-migrate' },
  });
  try {
    await sql`select pg_advisory_lock(${migrationLock})`;
    await migrate(drizzle(sql), { migrationsFolder: migrationsFolder() });
  } finally {
    await sql.end({ timeout: 5 });
  }
}
