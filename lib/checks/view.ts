import { createHash } from 'node:crypto';
import type { CheckRow } from '@/lib/checks/queries';
import type { CheckView } from '@/lib/checks/schema';
import { fromUuid } from '@/lib/core/ids';

function toMs(us: number): number {
  return us / 1000;
}

function phaseMs(us: number | null): number | null {
  return us === null ? null : toMs(us);
}

/** A check is named by its monitor, region and slot; the id is their hash, so that no row has to store one. */
export function checkId(monitorId: string, region: string, scheduledAt: Date): string {
  const hex = createHash('sha256').update(`${monitorId} ${region} ${scheduledAt.getTime()}`).digest('hex');
  const uuid = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
  return fromUuid('chk', uuid);
}

export function toCheckView(row: CheckRow): CheckView {
  return {
    id: checkId(row.monitorId, row.region, row.scheduledAt),
    monitor_id: row.monitorId,
    region: row.region,
    scheduled_at: row.scheduledAt.toISOString(),
    started_at: row.startedAt.toISOString(),
    result: row.result,
    cause: row.cause,
    http_status: row.httpStatus,
    total_ms: toMs(row.totalUs),
    dns_ms: phaseMs(row.dnsUs),
    connect_ms: phaseMs(row.connectUs),
    tls_ms: phaseMs(row.tlsUs),
    wait_ms: phaseMs(row.waitUs),
    transfer_ms: phaseMs(row.transferUs),
    error: row.error,
    attempts: row.attempts,
  };
}
