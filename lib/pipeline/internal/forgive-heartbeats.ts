import type { Db } from '@/db/client';
import { type Forgiven, forgiveOutage, type OwnOutage } from '@/lib/heartbeats/rules/forgive-outage';
import { toHeartbeatFacts, toHeartbeatSettings, withFacts } from '@/lib/pipeline/internal/heartbeat-rows';
import { applyTurns, type MonitorTurn } from '@/lib/pipeline/internal/heartbeat-turns';
import { lockConcerned } from '@/lib/pipeline/internal/overdue-queries';
import { type HeartbeatRow, writeHeartbeats } from '@/lib/pipeline/internal/ping-queries';

const batchSize = 1000;

/** Gives every heartbeat that an outage of our own concerns its time, in the caller's transaction. */
export async function forgiveHeartbeats(tx: Db, outage: OwnOutage): Promise<number> {
  let forgiven = 0;
  let after: string | null = null;
  for (;;) {
    const rows: HeartbeatRow[] = await lockConcerned(tx, { ...outage, after, limit: batchSize });
    forgiven += await forgiveBatch(tx, rows, outage);
    after = rows.at(-1)?.monitor_id ?? null;
    if (after === null || rows.length < batchSize) return forgiven;
  }
}

async function forgiveBatch(tx: Db, rows: readonly HeartbeatRow[], outage: OwnOutage): Promise<number> {
  const concerned = rows.flatMap((row): { row: HeartbeatRow; forgiven: Forgiven }[] => {
    const forgiven = forgiveOutage(toHeartbeatFacts(row), toHeartbeatSettings(row).rules, outage);
    return forgiven === null ? [] : [{ row, forgiven }];
  });
  await writeHeartbeats(
    tx,
    concerned.map(({ row, forgiven }) => withFacts(row, forgiven.after)),
  );
  const turns = concerned.flatMap(({ row, forgiven }): MonitorTurn[] => {
    if (forgiven.unknownFromMs === null) return [];
    const turn = { to: 'unknown' as const, sinceMs: forgiven.unknownFromMs, atMs: outage.untilMs };
    return [{ monitorUuid: row.monitor_id, turn, evidence: null }];
  });
  await applyTurns(tx, turns, outage.untilMs);
  return concerned.length;
}
