import type { Db } from '@/db/client';
import { stepHeartbeat } from '@/lib/heartbeats/rules/step-heartbeat';
import { toHeartbeatFacts, toHeartbeatSettings, withFacts } from '@/lib/pipeline/internal/heartbeat-rows';
import { type HeartbeatRow, lockHeartbeats, writeHeartbeats } from '@/lib/pipeline/internal/ping-queries';

/** Locks and pauses those of these monitors that are heartbeats. Gives back until when each was vouched for. */
export async function pauseHeartbeats(
  tx: Db,
  monitorUuids: readonly string[],
): Promise<Map<string, number | null>> {
  const rows = await lockHeartbeats(tx, monitorUuids);
  await stepAll(tx, rows, 'pause');
  return new Map(rows.map(({ monitor_id, deadline_ms }) => [monitor_id, deadline_ms]));
}

/** Gives back those that were paused and now wait for a ping. */
export async function resumeHeartbeats(
  tx: Db,
  monitorUuids: readonly string[],
): Promise<{ monitorUuid: string; nowMs: number }[]> {
  const rows = (await lockHeartbeats(tx, monitorUuids)).filter(({ status }) => status === 'paused');
  await stepAll(tx, rows, 'resume');
  return rows.map(({ monitor_id, now_ms }) => ({ monitorUuid: monitor_id, nowMs: now_ms }));
}

async function stepAll(tx: Db, rows: readonly HeartbeatRow[], kind: 'pause' | 'resume'): Promise<void> {
  await writeHeartbeats(
    tx,
    rows.map((row) => {
      const event = { kind, atMs: row.now_ms };
      const { after } = stepHeartbeat(toHeartbeatFacts(row), toHeartbeatSettings(row).rules, event);
      return withFacts(row, after);
    }),
  );
}
