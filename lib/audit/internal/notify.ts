import { sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { changesChannel } from '@/lib/audit/constants';

/** One statement however many payloads there are. Postgres sends them when the transaction commits. */
export async function sendPayloads(db: Db, payloads: readonly string[]): Promise<void> {
  const list = JSON.stringify(payloads);
  await db.execute(
    sql`select pg_notify(${changesChannel}, payload) from jsonb_array_elements_text(${list}::jsonb) as payload`,
  );
}
