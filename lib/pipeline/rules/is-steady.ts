import type { MonitorState } from '@/lib/monitors/constants';
import type { RegionState } from '@/lib/pipeline/rules/step-region';
import type { CheckResult } from '@/lib/probing/constants';

type Stored = { state: MonitorState; failingRegions: readonly string[]; regionCount: number };
type Stepped = { region: string; result: CheckResult; after: RegionState; isContinuous: boolean };

/**
 * Whether a check cannot change the state of its monitor, so that nothing more needs to be locked or loaded.
 * True must never be said in error; false only costs time.
 */
export function isSteady(stored: Stored, check: Stepped): boolean {
  if (check.result === 'unknown') return true;
  if (!check.isContinuous) return false;
  const isAlone = stored.regionCount === 1;
  // Another that fails may have fallen silent, and the verdict with it.
  const isOnlyThisFailing = stored.failingRegions.length === 1 && stored.failingRegions[0] === check.region;
  switch (check.result) {
    case 'up':
      return stored.state === 'up' && stored.failingRegions.length === 0;
    case 'degraded':
      return isAlone && stored.state === 'degraded' && stored.failingRegions.length === 0;
    case 'down':
      if (check.after.isFailing) return stored.state === 'down' && isOnlyThisFailing;
      return isAlone && stored.failingRegions.length === 0;
  }
}
