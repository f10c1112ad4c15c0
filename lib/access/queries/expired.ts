import { lt, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Db } from '@/db/client';
import { rateLimits } from '@/db/schema/access';
import { sessions, verificationTokens } from '@/db/schema/users';

/** Few enough that no lock is held for long. */
const batchSize = 5000;

export async function deleteSessionsBefore(db: Db, before: Date): Promise<number> {
  return await deleteInBatches(db, sessions, lt(sessions.expires, before));
}

export async function deleteVerificationTokensBefore(db: Db, before: Date): Promise<number> {
  return await deleteInBatches(db, verificationTokens, lt(verificationTokens.expires, before));
}

export async function deleteRateLimitsBefore(db: Db, before: Date): Promise<number> {
  return await deleteInBatches(db, rateLimits, lt(rateLimits.windowStartAt, before));
}

async function deleteInBatches(db: Db, table: PgTable, isOld: SQL): Promise<number> {
  for (let total = 0; ; ) {
    const rows = await db.execute(
      sql`delete from ${table} where ctid = any(array(select ctid from ${table} where ${isOld} limit ${batchSize})) returning 1`,
    );
    total += rows.length;
    if (rows.length < batchSize) return total;
  }
}
