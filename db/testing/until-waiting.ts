import { sql } from 'drizzle-orm';
import { expect, vi } from 'vitest';
import type { Db } from '@/db/client';

/** Until so many connections to this database wait for locks that others hold. */
export async function untilWaiting(db: Db, count = 1): Promise<void> {
  await vi.waitFor(
    async () => {
      const waiting = await db.execute(sql`
        select 1 as one from pg_stat_activity
        where datname = current_database() and backend_type = 'client backend' and wait_event_type = 'Lock'`);
      expect(waiting.length).toBeGreaterThanOrEqual(count);
    },
    { timeout: 60_000, interval: 5 },
  );
}
