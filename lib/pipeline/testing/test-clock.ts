import type { Database, Db } from '@/db/client';
import { createDatabase } from '@/db/client';
import { freshDatabase } from '@/db/testing/database';

/** A database whose `now()` is told by the test, for every connection of it. */
export type ClockedDatabase = {
  db: Db;
  setNow: (ms: number) => Promise<void>;
  close: () => Promise<void>;
};

/** `now()` of Postgres stands behind one of the test's in the search path; defaults of columns keep the real one. */
export async function clockedDatabase(options: { max?: number } = {}): Promise<ClockedDatabase> {
  const base = await freshDatabase({ max: 1 });
  await base.sql.unsafe(`
    create schema clock;
    create table clock.reading (at timestamptz not null);
    insert into clock.reading values (pg_catalog.now());
    create function clock.now() returns timestamptz language sql stable as 'select at from clock.reading';
  `);
  const name = new URL(base.url).pathname.slice(1);
  await base.sql.unsafe(`alter database ${name} set search_path = clock, pg_catalog, public`);
  const clocked: Database = createDatabase(base.url, { applicationName: 'stillup-test', ...options });
  return {
    db: clocked.db,
    setNow: async (ms) => {
      await base.sql`update clock.reading set at = ${new Date(ms).toISOString()}::timestamptz`;
    },
    close: async () => {
      await clocked.close();
      await base.close();
    },
  };
}
