import type { Db } from '@/db/client';
import { bringBack } from '@/lib/heartbeats/rules/bring-back';
import { toHeartbeatFacts, toHeartbeatSettings, withFacts } from '@/lib/pipeline/internal/heartbeat-rows';
import { lockAfter } from '@/lib/pipeline/internal/overdue-queries';
import { type HeartbeatRow, writeHeartbeats } from '@/lib/pipeline/internal/ping-queries';

const batchSize = 1000;

/** After the clock was set back: no heartbeat waits for what the clock said before, in the caller's transaction. */
export async function bringBackHeartbeats(tx: Db): Promise<void> {
  let after: string | null = null;
  for (;;) {
    const rows: HeartbeatRow[] = await lockAfter(tx, after, batchSize);
    await writeHeartbeats(
      tx,
      rows.flatMap((row) => {
        const facts = bringBack(toHeartbeatFacts(row), toHeartbeatSettings(row).rules, row.now_ms);
        return facts === null ? [] : [withFacts(row, facts)];
      }),
    );
    after = rows.at(-1)?.monitor_id ?? null;
    if (after === null || rows.length < batchSize) return;
  }
}
