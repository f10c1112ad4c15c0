import type { CheckResult } from '@/lib/probing/constants';

export type KnownResult = Exclude<CheckResult, 'unknown'>;

/** What one region knows of one monitor. Instants are milliseconds by the database's clock. */
export type RegionState = {
  result: KnownResult | null;
  /** Confirmed by the failure threshold, until the recovery threshold is met. */
  isFailing: boolean;
  consecutiveFailures: number;
  consecutiveSuccesses: number;
  streakStartedAtMs: number | null;
  lastCheckedAtMs: number | null;
  /** Until when the last check vouches; null before the first. */
  coveredUntilMs: number | null;
};

export type CheckFact = { result: CheckResult; atMs: number; vouchesUntilMs: number };
export type Thresholds = { failureThreshold: number; recoveryThreshold: number };

export const newRegionState: RegionState = {
  result: null,
  isFailing: false,
  consecutiveFailures: 0,
  consecutiveSuccesses: 0,
  streakStartedAtMs: null,
  lastCheckedAtMs: null,
  coveredUntilMs: null,
};

/**
 * One check into one region's streaks. A degraded answer is an answer, hence a success.
 * `unknown` (our own fault) says nothing: it neither counts nor vouches.
 * `isContinuous`: the check before vouched until this one.
 * After a gap (nobody watched) streaks begin anew, and no first failure confirms anything, whatever the threshold.
 */
export function stepRegion(
  before: RegionState,
  check: CheckFact,
  thresholds: Thresholds,
): { after: RegionState; isContinuous: boolean } {
  if (check.result === 'unknown') {
    return { after: { ...before, lastCheckedAtMs: check.atMs }, isContinuous: true };
  }
  const hasGap = before.coveredUntilMs !== null && check.atMs > before.coveredUntilMs;
  const isFailure = check.result === 'down';
  const count = isFailure ? before.consecutiveFailures : before.consecutiveSuccesses;
  const continues = count > 0 && !hasGap;
  const streak = continues ? count + 1 : 1;
  const confirmed = isFailure
    ? streak >= thresholds.failureThreshold && !hasGap
    : streak >= thresholds.recoveryThreshold;
  return {
    isContinuous: before.coveredUntilMs !== null && !hasGap,
    after: {
      result: check.result,
      isFailing: confirmed ? isFailure : before.isFailing,
      consecutiveFailures: isFailure ? streak : 0,
      consecutiveSuccesses: isFailure ? 0 : streak,
      streakStartedAtMs: continues ? (before.streakStartedAtMs ?? check.atMs) : check.atMs,
      lastCheckedAtMs: check.atMs,
      coveredUntilMs: check.vouchesUntilMs,
    },
  };
}
