import { sql } from 'drizzle-orm';
import type { Db } from '@/db/client';

/** Milliseconds since the epoch, by the clock of the database: the one that all processes share. */
export async function selectNow(db: Db): Promise<number> {
  const rows = await db.execute<{ ms: number }>(
    sql`select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`,
  );
  return rows[0]?.ms ?? 0;
}
