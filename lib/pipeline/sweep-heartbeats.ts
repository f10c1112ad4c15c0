import type { Db } from '@/db/client';
import { stepHeartbeat } from '@/lib/heartbeats/rules/step-heartbeat';
import { toHeartbeatFacts, toHeartbeatSettings, withFacts } from '@/lib/pipeline/internal/heartbeat-rows';
import { applyTurns, type MonitorTurn } from '@/lib/pipeline/internal/heartbeat-turns';
import { findLastPings, lockOverdue } from '@/lib/pipeline/internal/overdue-queries';
import { missedEvidence } from '@/lib/pipeline/internal/ping-evidence';
import { writeHeartbeats } from '@/lib/pipeline/internal/ping-queries';

export type Swept = { overdue: number; down: number; deliveries: number };

/** For tests that let something happen between the detector's read and its write. */
export type SweepHooks = { afterLock?: () => Promise<void> };

const batchSize = 500;

/**
 * Heartbeats whose deadline has passed go down as of their deadline: one transaction per batch, which holds what it
 * judges under lock from the reading on, so that a ping comes before or after it and never in between.
 */
export async function sweepHeartbeats(db: Db, hooks: SweepHooks = {}): Promise<Swept> {
  const swept: Swept = { overdue: 0, down: 0, deliveries: 0 };
  for (;;) {
    const batch = await db.transaction((tx) => sweepBatch(tx, hooks));
    swept.overdue += batch.overdue;
    swept.down += batch.down;
    swept.deliveries += batch.deliveries;
    if (batch.overdue < batchSize) return swept;
  }
}

async function sweepBatch(tx: Db, hooks: SweepHooks): Promise<Swept> {
  const rows = await lockOverdue(tx, batchSize);
  await hooks.afterLock?.();
  if (rows.length === 0) return { overdue: 0, down: 0, deliveries: 0 };
  const nowMs = Math.max(...rows.map(({ now_ms }) => now_ms));
  const stepped = rows.map((row) => {
    const before = toHeartbeatFacts(row);
    const step = stepHeartbeat(before, toHeartbeatSettings(row).rules, { kind: 'deadline', atMs: nowMs });
    return { row, before, step };
  });
  await writeHeartbeats(
    tx,
    stepped.map(({ row, step }) => withFacts(row, step.after)),
  );
  const turned = stepped.filter(({ step }) => step.turn !== null);
  const last = await findLastPings(
    tx,
    turned.map(({ row }) => row.monitor_id),
  );
  const turns = turned.flatMap(({ row, before, step }): MonitorTurn[] => {
    if (step.turn === null) return [];
    const evidence = missedEvidence(row, before, last.get(row.monitor_id));
    return [{ monitorUuid: row.monitor_id, turn: { ...step.turn, atMs: nowMs }, evidence }];
  });
  const deliveries = await applyTurns(tx, turns, nowMs);
  return { overdue: rows.length, down: turned.length, deliveries };
}
