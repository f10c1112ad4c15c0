import type { Db } from '@/db/client';
import { type RegionCheckRow, selectLastChecks } from '@/lib/incidents/internal/bulk-queries';
import type { RegionEvidence } from '@/lib/incidents/schema';

/** What the last checks of (monitor, region) pairs saw, by plain monitor UUID. */
export async function findRegionEvidence(
  tx: Db,
  pairs: readonly { monitorUuid: string; region: string }[],
): Promise<Map<string, RegionEvidence[]>> {
  const found = new Map<string, RegionEvidence[]>();
  for (const row of await selectLastChecks(tx, pairs)) {
    const list = found.get(row.monitor_id) ?? [];
    list.push(toEvidence(row));
    found.set(row.monitor_id, list);
  }
  return found;
}

function toEvidence(row: RegionCheckRow): RegionEvidence {
  const ms = (us: number | null) => (us === null ? null : us / 1000);
  return {
    region: row.region,
    scheduled_at: new Date(row.scheduled_ms).toISOString(),
    result: row.result,
    cause: row.cause,
    error: row.error,
    http_status: row.http_status,
    attempts: row.attempts,
    total_ms: ms(row.total_us),
    dns_ms: ms(row.dns_us),
    connect_ms: ms(row.connect_us),
    tls_ms: ms(row.tls_us),
    wait_ms: ms(row.wait_us),
    transfer_ms: ms(row.transfer_us),
    response: row.evidence,
  };
}
