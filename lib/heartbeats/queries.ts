import { eq } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { heartbeats } from '@/db/schema/heartbeats';
import type { HeartbeatFacts } from '@/lib/heartbeats/rules/heartbeat-facts';

type HeartbeatRow = typeof heartbeats.$inferSelect;

export async function insertHeartbeat(db: Db, organizationId: string, monitorId: string): Promise<void> {
  await db.insert(heartbeats).values({ monitorId, organizationId, status: 'new' });
}

/** Locks it until the end of the transaction. */
export async function lockHeartbeat(db: Db, monitorId: string): Promise<HeartbeatFacts | null> {
  const [row] = await db
    .select()
    .from(heartbeats)
    .where(eq(heartbeats.monitorId, monitorId))
    .for('no key update');
  return row === undefined ? null : toFacts(row);
}

export async function updateHeartbeat(db: Db, monitorId: string, facts: HeartbeatFacts): Promise<void> {
  await db
    .update(heartbeats)
    .set({
      status: facts.status,
      expectedAt: toDate(facts.expectedMs),
      deadlineAt: toDate(facts.deadlineMs),
      runs: [...facts.runs],
      consecutiveFailures: facts.consecutiveFailures,
    })
    .where(eq(heartbeats.monitorId, monitorId));
}

function toFacts(row: HeartbeatRow): HeartbeatFacts {
  return {
    status: row.status,
    lastPingMs: row.lastPingAt?.getTime() ?? null,
    lastSuccessMs: row.lastSuccessAt?.getTime() ?? null,
    expectedMs: row.expectedAt?.getTime() ?? null,
    deadlineMs: row.deadlineAt?.getTime() ?? null,
    runs: row.runs,
    consecutiveFailures: row.consecutiveFailures,
  };
}

function toDate(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}
