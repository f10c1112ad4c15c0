import type { RegionState } from '@/lib/pipeline/rules/step-region';

export type Verdict = 'up' | 'degraded' | 'down';

export type RegionReport = RegionState & { region: string };

export type Decision = {
  /** Null while failures are unconfirmed or nobody reports: what was said before stands. */
  verdict: Verdict | null;
  /** Confirmed failures, sorted: with any verdict but down they are an advisory. */
  failingRegions: string[];
  /** When the quorum that carries the verdict was complete, by the beginnings of its streaks. */
  sinceMs: number | null;
};

/**
 * The verdict over all regions whose last check still vouches at `atMs`. Down when more than half of them fail,
 * degraded when more than half fail or are slow; a failure that is not confirmed yet decides nothing.
 */
export function decideVerdict(regions: readonly RegionReport[], atMs: number): Decision {
  const reporting = regions.filter(
    ({ result, coveredUntilMs }) => result !== null && coveredUntilMs !== null && coveredUntilMs >= atMs,
  );
  const failing = reporting.filter(({ isFailing }) => isFailing);
  const doubtful = reporting.filter(({ isFailing, result }) => !isFailing && result === 'down');
  const slow = reporting.filter(({ isFailing, result }) => !isFailing && result === 'degraded');
  const isQuorum = (count: number) => count * 2 > reporting.length;
  const failingRegions = failing.map(({ region }) => region).sort();
  if (isQuorum(failing.length)) {
    const quorum = Math.floor(reporting.length / 2) + 1;
    return { verdict: 'down', failingRegions, sinceMs: nthStreakStart(failing, quorum) };
  }
  if (reporting.length === 0 || isQuorum(failing.length + doubtful.length)) {
    return { verdict: null, failingRegions, sinceMs: null };
  }
  const fine = reporting.filter(({ isFailing, result }) => !isFailing && result !== 'down');
  return {
    verdict: isQuorum(failing.length + slow.length) ? 'degraded' : 'up',
    failingRegions,
    sinceMs: nthStreakStart(fine, Math.ceil(reporting.length / 2)),
  };
}

function nthStreakStart(regions: readonly RegionReport[], n: number): number | null {
  const starts = regions.map(({ streakStartedAtMs }) => streakStartedAtMs ?? 0).sort((a, b) => a - b);
  return starts[n - 1] ?? starts.at(-1) ?? null;
}
