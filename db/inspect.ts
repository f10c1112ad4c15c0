import { readFileSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { migrationsFolder } from '@/db/migrate';

export type Inspection = {
  /** Such as `18.4`. */
  version: string;
  major: number;
  pendingMigrations: number;
  /** The database's clock minus ours. */
  clockOffsetMs: number;
  /** Days after today for which check results have a place. */
  partitionDaysAhead: number;
  hasUsers: boolean;
  /** Names of status pages whose proof is missing in DNS. */
  failingDomains: readonly string[];
};

/** Looks and changes nothing. @throws whatever the driver throws when the server cannot be reached */
export async function inspectDatabase(url: string): Promise<Inspection> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    // Connecting takes a while, and must not count as a difference of clocks.
    await sql`select 1`;
    const startedMs = Date.now();
    const [server] = await sql<{ version: string; major: number; now: Date }[]>`
      select current_setting('server_version') as version,
        current_setting('server_version_num')::integer / 10000 as major, clock_timestamp() as now`;
    if (server === undefined) throw new Error('a select without a table returned no row');
    const ourMs = (startedMs + Date.now()) / 2;
    const [tables] = await sql<
      { migrations: string | null; checks: string | null; users: string | null; domains: string | null }[]
    >`
      select to_regclass('drizzle.__drizzle_migrations')::text as migrations,
        to_regclass('check_results')::text as checks, to_regclass('users')::text as users,
        to_regclass('page_domains')::text as domains`;
    const applied = tables?.migrations
      ? await countRows(sql`select count(*)::integer as n from drizzle.__drizzle_migrations`)
      : 0;
    return {
      version: server.version.split(' ')[0] ?? server.version,
      major: server.major,
      pendingMigrations: Math.max(0, countMigrations() - applied),
      clockOffsetMs: Math.round(server.now.getTime() - ourMs),
      partitionDaysAhead: tables?.checks
        ? await countRows(sql`select count(*)::integer as n from pg_inherits
            join pg_class on pg_class.oid = inhrelid
            where inhparent = 'check_results'::regclass
              and relname > 'check_results_' || to_char(now() at time zone 'utc', 'YYYYMMDD')`)
        : 0,
      hasUsers: tables?.users
        ? (await countRows(sql`select count(*)::integer as n from (select 1 from users limit 1) found`)) > 0
        : false,
      failingDomains: tables?.domains
        ? (
            await sql<{ hostname: string }[]>`select hostname from page_domains
              where verified_at is not null and failing_since_at is not null order by hostname limit 20`
          ).map(({ hostname }) => hostname)
        : [],
    };
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function countRows(query: PromiseLike<readonly postgres.Row[]>): Promise<number> {
  const [row] = await query;
  return Number(row?.['n'] ?? 0);
}

function countMigrations(): number {
  const journal: unknown = JSON.parse(
    readFileSync(path.join(migrationsFolder(), 'meta/_journal.json'), 'utf8'),
  );
  const isJournal = typeof journal === 'object' && journal !== null && 'entries' in journal;
  return isJournal && Array.isArray(journal.entries) ? journal.entries.length : 0;
}
