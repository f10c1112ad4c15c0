import type { Db } from '@/db/client';
import { keepsEvidence, toCheckEvidence } from '@/lib/checks/rules/check-evidence';
import { stillup } from '@/lib/incidents/open-incidents';
import { type AppliedStep, applySteps } from '@/lib/pipeline/internal/apply-steps';
import { lockStates, type StateRow, selectStates } from '@/lib/pipeline/internal/state-queries';
import {
  type EvidenceRow,
  type SteppedCheck,
  storeChecks,
  storeEvidence,
} from '@/lib/pipeline/internal/store-queries';
import type { FinishedCheck } from '@/lib/pipeline/internal/types';
import { changesSomething } from '@/lib/pipeline/rules/changes-something';
import { decideVerdict, type RegionReport } from '@/lib/pipeline/rules/decide-verdict';
import { isSteady } from '@/lib/pipeline/rules/is-steady';
import { nextSlotMs, phaseMs, toleranceMs } from '@/lib/pipeline/rules/slots';
import { type MonitorFacts, stepMonitor } from '@/lib/pipeline/rules/step-monitor';
import { stepRegion } from '@/lib/pipeline/rules/step-region';

export type Processed = {
  stored: number;
  /** Checks whose lease was lost: another worker has taken them, so nothing of them was written. */
  dropped: number;
  /** How many deliveries now wait to be sent. */
  deliveries: number;
};

/** For tests that stop a process at its worst moments. */
export type ProcessHooks = { beforeCommit?: () => Promise<void> };

/**
 * Results, schedules, states, spans, incidents and pending deliveries of a batch (one region), in one transaction.
 * Written twice it changes nothing the second time: the first took the leases away.
 * @param nowMs the database's clock
 */
export async function processResults(
  db: Db,
  finished: readonly FinishedCheck[],
  nowMs: number,
  hooks: ProcessHooks = {},
): Promise<Processed> {
  const region = finished[0]?.claim.region;
  if (region === undefined) return { stored: 0, dropped: 0, deliveries: 0 };
  // In one order for all writers of a region, so that two never wait for each other in a circle.
  const checks = finished.map((check) => stepCheck(check, nowMs)).sort(byMonitor);
  return db.transaction(async (tx) => {
    const { stored, unsettled } = await storeChecks(tx, region, checks);
    const seen = unsettled.flatMap(({ n, ...state }) => {
      const check = checks[n];
      return check === undefined ? [] : [{ check, state }];
    });
    await storeEvidence(
      tx,
      seen.flatMap(({ check }) => toEvidenceRow(check)),
    );
    const changing = seen.filter(({ check, state }) => !isSettled(check, state)).map(({ check }) => check);
    const deliveries = await changeMonitors(tx, changing, nowMs);
    await hooks.beforeCommit?.();
    return { stored, dropped: checks.length - stored, deliveries };
  });
}

function byMonitor(one: FinishedCheck, other: FinishedCheck): number {
  return one.claim.monitorUuid < other.claim.monitorUuid ? -1 : 1;
}

function stepCheck(check: FinishedCheck, nowMs: number): SteppedCheck {
  const { claim, outcome, startedAtMs } = check;
  const { intervalMs, failureThreshold, recoveryThreshold } = claim;
  const next = nextSlotMs(nowMs, intervalMs, phaseMs(claim.monitorUuid, intervalMs));
  const fact = { result: outcome.result, atMs: startedAtMs, vouchesUntilMs: next + toleranceMs(intervalMs) };
  const { after, isContinuous } = stepRegion(claim.before, fact, { failureThreshold, recoveryThreshold });
  return { ...check, after, isContinuous, nextSlotMs: next };
}

function toEvidenceRow({ claim, outcome, after }: SteppedCheck): EvidenceRow[] {
  if (outcome.evidence === null || !keepsEvidence(after.consecutiveFailures)) return [];
  const { monitorUuid, slotMs, region } = claim;
  return [{ monitorUuid, slotMs, region, evidence: toCheckEvidence(outcome.evidence) }];
}

function isSettled(
  { claim, outcome, after, isContinuous }: SteppedCheck,
  stored: Pick<MonitorFacts, 'state' | 'failingRegions'>,
): boolean {
  const { region, regionCount } = claim;
  return isSteady({ ...stored, regionCount }, { region, result: outcome.result, after, isContinuous });
}

async function changeMonitors(tx: Db, checks: readonly SteppedCheck[], nowMs: number): Promise<number> {
  if (checks.length === 0) return 0;
  const uuids = checks.map(({ claim }) => claim.monitorUuid);
  await lockStates(tx, uuids);
  const rows = new Map((await selectStates(tx, uuids)).map((row) => [row.monitor_id, row]));
  const steps = checks.flatMap((check): AppliedStep[] => {
    const row = rows.get(check.claim.monitorUuid);
    if (row === undefined || row.paused) return [];
    const step = stepMonitor(toFacts(row), observe(row, check));
    return [{ row, step, because: { kind: 'check', check }, actor: stillup }];
  });
  return applySteps(tx, steps.filter(changesSomething), nowMs);
}

export function toFacts(row: StateRow): MonitorFacts {
  const hasSpan = row.span_state !== null && row.span_ms !== null;
  return {
    state: row.state,
    sinceMs: row.since_ms,
    failingRegions: row.failing_regions,
    span: hasSpan ? { state: row.span_state ?? 'unknown', startedAtMs: row.span_ms ?? 0 } : null,
    hasIncident: row.incident_id !== null,
    inMaintenance: row.in_maintenance,
  };
}

function observe(row: StateRow, check: SteppedCheck) {
  const { claim, after, startedAtMs, finishedAtMs } = check;
  const others = toReports(row).filter(({ region }) => region !== claim.region);
  const coverage = [claim.before, ...others].flatMap(({ coveredUntilMs }) => coveredUntilMs ?? []);
  return {
    atMs: startedAtMs,
    finishedAtMs,
    region: claim.region,
    coveredUntilMs: coverage.length === 0 ? null : Math.max(...coverage),
    decision: decideVerdict([...others, { region: claim.region, ...after }], startedAtMs),
  };
}

export function toReports(row: StateRow): RegionReport[] {
  return row.regions.map((known) => ({
    region: known.region,
    result: known.result,
    isFailing: known.failing,
    consecutiveFailures: known.failures,
    consecutiveSuccesses: known.successes,
    streakStartedAtMs: known.streak,
    lastCheckedAtMs: known.checked,
    coveredUntilMs: known.covered,
  }));
}
