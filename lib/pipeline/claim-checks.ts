import { pgArray } from '@/db/arrays';
import type { Db } from '@/db/client';
import { newUuid } from '@/lib/core/ids';
import { type ClaimRow, claimDue, giveBack } from '@/lib/pipeline/internal/claim-queries';
import { readSpec } from '@/lib/pipeline/internal/read-spec';
import type { ClaimedCheck } from '@/lib/pipeline/internal/types';
import { leaseMarginMs, nextSlotMs, phaseMs } from '@/lib/pipeline/rules/slots';

export type Claim = {
  checks: ClaimedCheck[];
  /** The database's clock when the claim was made; null where nothing was due. */
  nowMs: number | null;
};

/** Due checks of a region, under a lease that ends after the time-out and a margin. For workers only. */
export async function claimChecks(db: Db, region: string, limit: number): Promise<Claim> {
  const leaseUuid = newUuid();
  const rows = await claimDue(db, { region, limit, leaseUuid, leaseMarginMs });
  return {
    checks: rows.flatMap((row) => toClaimedCheck(row, region, leaseUuid) ?? []),
    nowMs: rows[0]?.now_ms ?? null,
  };
}

/** For checks that will not be run, when a worker is told to stop. */
export async function giveBackChecks(db: Db, checks: readonly ClaimedCheck[]): Promise<void> {
  const region = checks[0]?.region;
  if (region === undefined) return;
  await giveBack(db, {
    region,
    monitors: pgArray(checks.map(({ monitorUuid }) => monitorUuid)),
    leases: pgArray(checks.map(({ leaseUuid }) => leaseUuid)),
  });
}

export function toClaimedCheck(row: ClaimRow, region: string, leaseUuid: string): ClaimedCheck | null {
  const request = readSpec(row);
  if (request === null) return null;
  const intervalMs = row.interval_seconds * 1000;
  return {
    monitorUuid: row.monitor_id,
    region,
    leaseUuid,
    slotMs: currentSlotMs(row, intervalMs),
    intervalMs,
    failureThreshold: row.failure_threshold,
    recoveryThreshold: row.recovery_threshold,
    regionCount: row.region_count,
    request,
    before: {
      result: row.result,
      isFailing: row.is_failing,
      consecutiveFailures: row.consecutive_failures,
      consecutiveSuccesses: row.consecutive_successes,
      streakStartedAtMs: row.streak_ms,
      lastCheckedAtMs: row.checked_ms,
      coveredUntilMs: row.covered_ms,
    },
  };
}

/** Missed slots are skipped: a late check answers for the last slot that has come. */
function currentSlotMs(row: ClaimRow, intervalMs: number): number {
  const phase = phaseMs(row.monitor_id, intervalMs);
  const latest = nextSlotMs(row.now_ms, intervalMs, phase) - intervalMs;
  return Math.max(row.slot_ms, latest);
}
